"""Tags of Hugo, Jekyll and other templates in Markdown: never translated, always in place."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from tests.strategies import whole_segments
from translate import documents


def texts(text: str) -> list[str]:
    article = documents.read_bytes(text.encode(), PurePath("a.md"), language="fr")
    return [segment.source for segment in whole_segments(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{< figure src="x.jpg" title="Un titre" >}}\n\nUn mot.\n', ["Un mot."]),
        ("{{% note %}}\nUne note\nlongue.\n{{% /note %}}\n\nSuite.\n", ["Une note longue.", "Suite."]),
        ("{% include encart.html param='Un mot' %}\nUn mot.\n", ["Un mot."]),
        ("- {% if x %}\n- Un point {{ page.title }}.\n", ["Un point <1/>."]),
        ("Voir [la page]({{ site.url }}/a b) et [l'autre]({% link b.md %}).\n",
         ["Voir [la page](<1/>/a b) et <2>l'autre</2>."]),
        ("Voir [la page]({{ site.url }}/a).\n", ["Voir <1>la page</1>."]),
        ("{% highlight ruby %}\nputs 'Un mot'\n\n  puts 'Deux'\n{% endhighlight %}\nUn mot.\n", ["Un mot."]),
        ("Un mot.\n\n{% comment %}\nCaché.\n\nEncore.\n{% endcomment %}\n\nFin.\n", ["Un mot.", "Fin."]),
        ("Un mot {% raw %}{{ x }}{% endraw %} ici.\n", ["Un mot <1/> ici."]),
        ("{{< highlight go >}}\nUn mot\n\nDeux\n{{< /highlight >}}\n\nFin.\n", ["Fin."]),
        ("```\n{% comment %}\n```\n\nUn mot.\n\n```\n{% endcomment %}\n```\n", ["Un mot."]),
        ("{% comment %} jamais fermé\n\nUn mot.\n", ["<1/> jamais fermé", "Un mot."]),
        ("## Un titre {#ancre}\n\nUn mot.\n{: .grand}\n", ["Un titre <1/>", "Un mot."]),
        ("Le code `{{ x }}` et {ceci} et {{ cela.\n", ["Le code <1/> et {ceci} et {{ cela."]),
        ("L&rsquo;&eacute;t&eacute;&nbsp;: &lt;b&gt; &amp; &copy; &#42;\n", ["L’été\u00a0: &lt;b&gt; &amp; © &#42;"]),
    ],
)  # fmt: skip
def test_tags_of_templates_are_no_text(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_tag_keeps_its_bytes_wherever_a_translator_puts_it() -> None:
    text = "Le {{ page.title }} d&eacute;colle.\n{{< pub >}}\n"
    article = documents.read_bytes(text.encode(), PurePath("a.md"), language="fr")
    segments = whole_segments(article)
    assert segments[0].source == "Le <1/> décolle."
    assert documents.write(article, segments, {0: "Liftoff of <1/>."}).decode() == (
        "Liftoff of {{ page.title }}.\n{{< pub >}}\n"
    )
    assert documents.write(article, segments, {0: segments[0].source}).decode() == text
