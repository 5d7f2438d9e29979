"""Reading sources: every kind of file ends as one clean document."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from workflow.languages.registry import by_tag
from workflow.text.markdown import normalise, split
from workflow.text.problems import SourceProblem
from workflow.text.segments import Kind
from workflow.text.sources import boilerplate
from workflow.text.sources.document import SourceImage
from workflow.text.sources.read import MAX_BYTES, read_source

INPUT = Path(__file__).parents[3] / "shared" / "input"


def read(text: str, name: str = "story.txt", **more):
    return read_source(text.encode(), name=name, **more)


def paragraphs(document) -> list[str]:
    return document.body_markdown.split("\n\n")


LONG = "Taiwan is rapidly gaining new allies in Central and Eastern Europe, thanks to its economy."
MORE = (
    "Cooperation between the EU and Taiwan has increased sevenfold since the year 2019, they say."
)


# The two real sources ------------------------------------------------------------------------


def real(name: str):
    file = INPUT / name
    if not file.exists():
        pytest.skip(f"{name} is not here")
    return read_source(file.read_bytes(), name=name)


def test_the_dumpling_alliance_comes_in_clean():
    document = real("dumpling-alliance.txt")
    assert document.headline == (
        "‘Dumpling Alliance’: Taiwan’s growing partnership with Central and Eastern Europe"
    )
    assert document.warnings == ()
    assert document.language_hint == by_tag("en")
    blocks = split(document.body_markdown)
    assert [block.kind.value for block in blocks if block.kind is not Kind.PARAGRAPH] == [
        "quote", "attribution", "quote", "attribution", "quote", "quote", "attribution",
    ]  # fmt: skip
    assert [block.text for block in blocks if block.kind is Kind.ATTRIBUTION] == [
        "— Taiwan Digital Diplomacy Association (@digidiploTaiwan) September 10, 2021",
        "— CEIAS: Central European Institute of Asian Studies (@CEIAS_eu) March 13, 2023",
        "— CEIAS: Central European Institute of Asian Studies (@CEIAS_eu) March 13, 2023",
    ]
    assert blocks[0].text.startswith("Taiwan is rapidly gaining")
    assert blocks[-1].text.endswith("diplomatic cooperation in Europe.")
    assert len(blocks) == 17
    for word in ("You are here", "Home >", "Reply", "Akismet"):
        assert word not in document.body_markdown


def test_the_coverage_page_comes_in_clean_and_says_where_its_headline_is_from():
    document = real("taiwan-ukraine-coverage.txt")
    assert document.headline == "Understanding the link between Ukraine and Taiwan"
    assert "no headline of its own" in document.warnings[0]
    assert document.images == (
        SourceImage(src="", credit="Image courtesy of Sydney Allen via Canva pro", lead=True),
    )
    parts = paragraphs(document)
    assert len(parts) == 6
    assert parts[0].startswith("Until Russia’s full-scale invasion")
    assert parts[-1].endswith("international relations.")


# Addresses of their own ----------------------------------------------------------------------

PAGE = (
    "<html><head><link rel=canonical href='{0}'></head><body><article><h1>H</h1><p>"
    f"{LONG}</p></article></body></html>"
)
MATTER = "---\ntitle: H\ncanonical-url: '{0}'\n---\n\nWords."


@pytest.mark.parametrize(("form", "name"), [(PAGE, "a.html"), (MATTER, "a.md")])
@pytest.mark.parametrize(
    ("said", "url", "kept"),
    [
        ("https://a.example/x", None, "https://a.example/x"),
        ("/ferry", "https://b.example/y/z", "https://b.example/ferry"),
        ("/ferry", None, ""),
        ("not an address", "https://b.example/y", "https://b.example/y"),
        ("javascript:alert(1)", "https://b.example/y", "https://b.example/y"),
        ("http://[b.example/", None, ""),
        ("https://", None, ""),
    ],
)
def test_a_canonical_address_is_kept_whole_or_left_out_and_said_so(form, name, said, url, kept):
    document = read(form.format(said), name, url=url)
    assert document.canonical_url == kept
    left_out = kept in {"", url}
    assert any("canonical address" in warning for warning in document.warnings) == left_out


# Plain text ----------------------------------------------------------------------------------


def test_no_mark_in_plain_text_means_anything():
    document = read(f"A headline\n\n{LONG}\n\n1. *Not* a [list](x), {MORE}\n\n# {LONG}")
    assert document.headline == "A headline"
    assert [block.kind for block in split(document.body_markdown)] == [Kind.PARAGRAPH] * 3
    assert paragraphs(document)[1].startswith("1\\. \\*Not\\* a [list\\](x)")


def test_wrapped_lines_are_one_paragraph_and_other_lines_are_several():
    wrapped = f"{LONG[:59]}\n{LONG[:49]}\nend."
    assert paragraphs(read(f"Headline\n\n{wrapped}"))[0] == f"{LONG[:59]} {LONG[:49]} end."
    assert paragraphs(read(f"Headline\n{LONG}{LONG}\n{MORE}")) == [f"{LONG}{LONG}", MORE]


def test_a_post_takes_only_what_belongs_to_it():
    post = "— CEIAS (@CEIAS_eu) 13 marca 2023"
    document = read(f"Headline\n\n{LONG}\n\n{MORE} #CEE\n\n{post}\n\n{LONG}")
    assert paragraphs(document) == [LONG, f"> {MORE} #CEE\n>\n> {post}", LONG]


def test_a_post_never_takes_a_long_paragraph_before_it():
    post = "— CEIAS (@CEIAS_eu) March 13, 2023"
    document = read(f"Headline\n\n{LONG} {LONG} {MORE} #CEE\n\n{MORE}\n\n{post}")
    assert paragraphs(document)[1] == f"> {MORE}\n>\n> {post}"


def test_a_gap_begins_a_post_of_two_paragraphs():
    post = "— 王小明（@wang_tw）2023年3月13日"
    document = read(f"標題\n\n{LONG}\n\n\n為什麼合作？\n\n看看我們的報告：\n\n{post}\n\n{MORE}")
    assert paragraphs(document)[1] == f"> 為什麼合作？\n>\n> 看看我們的報告：\n>\n> {post}"


def test_a_dash_and_a_name_without_a_handle_stay_a_paragraph():
    assert "> " not in read(f"Headline\n\n{LONG}\n\n— Olena Koval, editor, 2023").body_markdown


@pytest.mark.parametrize(
    "line",
    [
        "You are here", "Skip to content", "Share on Facebook", "Share this story", "Tweet",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "This website uses cookies to improve your experience.", "Advertisement",
        "Home > News > Taiwan", "Home » Region » East Asia",
        "您在這裡：", "首頁 > 新聞 > 台灣", "分享到 Facebook", "本網站使用 Cookie 來改善服務。",
        "廣告",
        "這個網站採用 Akismet 服務減少垃圾留言。",
        "Ви тут:", "Головна › Новини › Тайвань", "Поділитися у Facebook", "Реклама",
        "Цей сайт використовує Akismet для зменшення спаму.", "Ми використовуємо файли cookie.",
        "Jesteś tutaj:", "Strona główna > Aktualności > Tajwan", "Udostępnij na Facebooku",
        "Ta strona używa plików cookie.", "Witryna wykorzystuje Akismet, aby ograniczyć spam.",
        "Reklama",
    ],
)  # fmt: skip
def test_lines_of_the_page_are_left_out_in_all_languages(line):
    document = read(f"Headline\n\n{LONG}\n\n{line}\n\n{MORE}")
    assert paragraphs(document) == [LONG, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply", "Leave a comment", "3 comments", "Related posts",
        "發佈留言", "發表迴響", "相關文章", "Залишити відповідь", "Пов’язані матеріали",
        "Коментарі (2)",
        "Dodaj komentarz", "Powiązane artykuły", "Anuluj pisanie odpowiedzi",
    ],
)  # fmt: skip
def test_what_follows_the_story_is_left_out_in_all_languages(line):
    document = read(f"Headline\n\n{LONG}\n\n{MORE}\n\n{line}\n\nName\n\nEmail")
    assert paragraphs(document) == [LONG, MORE]


def test_a_word_like_comments_at_the_top_ends_nothing():
    assert MORE in read(f"Headline\n\nComments\n\n{LONG}\n\n{MORE}").body_markdown


@pytest.mark.parametrize(
    "credit",
    [
        "Image courtesy of Sydney Allen via Canva pro",
        "Photo by Olena Koval. Used with permission.",
        "圖片來源：王小明", "照片由外交部提供", "Фото: Олена Коваль", "Зображення надано автором",
        "Fot. Anna Nowak", "Zdjęcie: Anna Nowak",
    ],
)  # fmt: skip
def test_a_credit_line_moves_to_the_image_in_all_languages(credit):
    document = read(f"{credit}\n\nHeadline\n\n{LONG}\n\n{MORE}")
    assert [image.credit for image in document.images] == [credit]
    assert paragraphs(document) == [LONG, MORE]


def test_a_sentence_in_the_middle_that_begins_like_a_credit_is_kept():
    sentence = "Photo by photo, the family album was saved."
    text = "\n\n".join(["Headline", *[LONG] * 5, sentence, *[MORE] * 5])
    assert sentence in read(text).body_markdown


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Stories about Taiwan", "Taiwan"),
        ("關於台灣與烏克蘭的報導", "台灣與烏克蘭"),
        ("Матеріали про Тайвань", "Тайвань"),
        ("Artykuły o Tajwanie", "Tajwanie"),
    ],
)
def test_the_heading_of_a_list_of_stories_is_left_out_and_helps_with_the_headline(heading, subject):
    document = read(f"{LONG}\n\n{MORE}\n\n{heading}")
    assert (document.headline, paragraphs(document)) == (subject, [LONG, MORE])
    assert read(f"Headline\n\n{LONG}\n\n{heading}").headline != ""


def test_a_source_without_a_headline_says_so():
    document = read(f"{LONG}\n\n{MORE}")
    assert document.headline == ""
    assert document.warnings == ("No headline was found. Write one.",)


def test_no_pattern_of_the_page_swallows_a_sentence_of_a_story():
    for line in (LONG, MORE, "Share prices rose on Friday.", "Реклама діє.", "Reklama działa tak.",
                 "Read the report in full before you judge it.",
                 "分享經驗的人很多，大家都願意說出自己的故事。"):  # fmt: skip
        assert not boilerplate.NOISE.fullmatch(line)
        assert not boilerplate.END.fullmatch(line)
        assert not boilerplate.TRAIL.fullmatch(line)


# HTML ----------------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>Dumplings - Site</title><meta property="og:title" content="Dumplings">
<meta name="author" content="Olena Koval"><meta property="og:description" content="A friendship.">
<meta property="article:published_time" content="2023-05-01T23:30:00+00:00">
<link rel="canonical" href="https://news.example/dumplings/"></head><body>
<nav><a href="/">Home</a> &gt; News</nav><div id="wrap"><main><article>
<h1>‘Dumplings’: a &lt;story&gt;</h1><p class="byline">By Olena Koval</p>
<figure><img src="/a.jpg" alt="A “plate”"><figcaption>Photo by <b>X</b>.</figcaption></figure>
<p>{LONG} <a href="/new?a=1&amp;b=2">New <em>allies</em></a>.<script>alert(1)</script></p>
<h2>A heading</h2><p onclick="x()">{MORE} <a href="javascript:x()">Bad</a>.<br>Second line.</p>
<ul><li>one <strong>bold</strong></li><li>two<ol start="3"><li>three</li></ol></li></ul>
<blockquote class="twitter-tweet"><p lang="en">So much advice! <a href="https://t.example/x">#Dumpling</a></p>
&mdash; Diplomacy (@digi) <a href="https://t.example/1">September 10, 2021</a></blockquote>
<figure><img src="data:image/gif;base64,AA" data-src="b.jpg" alt="B">
<figcaption>Second.</figcaption></figure>
<div class="sharedaddy"><p>Share this wonderful story with your friends</p></div>
<p>{LONG} And an end.</p></article></main></div>
<div id="comments"><h3>Leave a Reply</h3><p>{LONG} {LONG} says a commenter.</p></div>
<footer><p>{MORE} © 2023</p></footer></body></html>"""


SIGNED = "— Diplomacy (@digi) [September 10, 2021](https://t.example/1)"


def test_a_page_gives_its_story_and_nothing_around_it():
    document = read(PAGE, "page.html", url="https://news.example/2023/dumplings")
    assert document.headline == "‘Dumplings’: a <story>"
    assert document.tagline == "A friendship."
    assert document.authors == ("Olena Koval",)
    assert document.published == date(2023, 5, 1)
    assert document.canonical_url == "https://news.example/dumplings/"
    assert document.images[0] == SourceImage(
        src="https://news.example/a.jpg", alt="A “plate”", credit="Photo by X.", lead=True
    )
    assert paragraphs(document) == [
        f"{LONG} [New *allies*](https://news.example/new?a=1&b=2).",
        "## A heading",
        f"{MORE} Bad.\\\nSecond line.",
        "- one **bold**",
        "- two",
        "  3. three",
        f"> So much advice! [#Dumpling](https://t.example/x)\n>\n> {SIGNED}",
        '![B](https://news.example/2023/b.jpg "Second.")',
        f"{LONG} And an end.",
    ]
    assert document.images[1].src == "https://news.example/2023/b.jpg"


def test_an_embedded_post_is_a_quotation_with_its_author_and_date():
    kinds = [block.kind for block in split(read(PAGE, "page.html").body_markdown)]
    assert kinds.count(Kind.ATTRIBUTION) == 1


def test_a_fragment_of_html_is_read_too():
    document = read(f"<h1>Head</h1><p>{LONG}</p><p>{MORE}</p>", "part.html")
    assert (document.headline, paragraphs(document)) == ("Head", [LONG, MORE])


def test_two_breaks_part_paragraphs_and_loose_words_are_kept():
    document = read(f"<div><h1>Head</h1>{LONG}<br><br>{MORE}<div>{LONG}</div></div>", "part.html")
    assert paragraphs(document) == [LONG, MORE, LONG]


def test_a_description_that_only_begins_the_text_is_no_tagline():
    page = PAGE.replace("A friendship.", f"{LONG[:70]}…")
    assert read(page, "page.html").tagline == ""


@pytest.mark.parametrize(
    ("tag", "words"), [("div", "100 levels deep"), ("blockquote", "12 levels")]
)
def test_html_nested_without_end_is_refused(tag, words):
    deep = f"<{tag}>" * (150 if tag == "div" else 40)
    with pytest.raises(SourceProblem, match=words):
        read(f"<html><body><p>{MORE}</p>{deep}<p>{LONG}</p>", "deep.html")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "<p>", "</p>", "<ul>", "<li>", "</ul>", "<blockquote>", "</blockquote>", "<em>",
            "</em>", "<strong> ", "</strong>", "<a href='https://e.org/(x'>", "</a>", "<br>",
            "<img src=x alt='*a*'>", "a * b_c", "台灣", "> q", "1. x", "&lt;b&gt;", "[x](y)",
            " ", "<h2>", "</h2>",
            "<pre>", "</pre>", "```", "<ol start=7>", "<figure>", "<figcaption>", "</figure>", "\\",
        ]),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_whatever_the_html_its_markdown_is_in_normal_form(html):
    document = read(f"<html><body><h1>H</h1>{html}</body></html>", "page.html")
    assert normalise(document.body_markdown) == document.body_markdown


# Word ----------------------------------------------------------------------------------------


def word(build) -> bytes:
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def picture() -> io.BytesIO:
    stream = io.BytesIO()
    Pillow.new("RGB", (20, 20), "white").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_word_document_keeps_headings_lists_emphasis_and_pictures():
    def build(document):
        document.add_heading("Пельменний альянс", level=0)
        document.add_paragraph("Підзаголовок", style="Subtitle")
        document.add_picture(picture(), width=Inches(1))
        line = document.add_paragraph("Тайвань ")
        line.add_run("швидко").bold = True
        line.add_run(" здобуває ")
        line.add_run("союзників").italic = True
        document.add_heading("Розділ", level=1)
        document.add_paragraph("один", style="List Bullet")
        document.add_paragraph("два", style="List Bullet")
        document.add_paragraph("Ми вистоїмо", style="Quote")

    document = read_source(word(build), name="story.docx")
    assert document.headline == "Пельменний альянс"
    assert document.tagline == "Підзаголовок"
    assert document.language_hint == by_tag("uk")
    assert paragraphs(document) == [
        "Тайвань **швидко** здобуває *союзників*",
        "## Розділ",
        "- один\n- два",
        "> Ми вистоїмо",
    ]
    (image,) = document.images
    assert (image.src, image.content_type, image.lead) == ("image-1.png", "image/png", True)
    assert image.data is not None
    assert image.data.startswith(b"\x89PNG")


def test_the_title_of_a_word_document_is_its_headline_wherever_it_stands():
    def build(document):
        document.add_paragraph("Second draft")
        document.add_heading("Dumplings", level=0)
        document.add_paragraph(LONG)

    document = read_source(word(build), name="story.docx")
    assert document.headline == "Dumplings"
    assert paragraphs(document) == ["Second draft", LONG]


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 and then nothing", "cannot be opened"),
        (archive({"a.txt": b"words"}), "no Word document"),
        (archive({"word/document.xml": b"<broken"}), "cannot be opened"),
        (archive({"word/document.xml": b" " * 21_000_000}), "more than any story needs"),
        (archive({"word/document.xml": b"<", "a.png": b" " * 61_000_000}), "than any story needs"),
        (archive({"word/document.xml": b"<"} | {f"{n}": b"" for n in range(3_000)}), "3,001 parts"),
    ],
    ids=["cut", "other archive", "broken", "long text", "large pictures", "many parts"],
)
def test_a_word_document_that_is_none_is_refused(data, words):
    with pytest.raises(SourceProblem, match=words):
        read_source(data, name="story.docx")


# Markdown ------------------------------------------------------------------------------------


def test_front_matter_gives_the_named_fields():
    document = read(
        '---\nheadline: "On: dumplings"\ntagline: yes\nauthors: [Olena Koval, "Lin, Yi"]\n'
        "published: 2023-05-01\nlanguage: zh-TW\nimage: cover.jpg\nimage-alt: 一盤餃子\n"
        "canonical-url: https://e.org/\nmood: good\n---\n\n你好，*台灣*。\n\n* 一\n",
        "story.md",
    )
    assert document.headline == "On: dumplings"
    assert document.tagline == "yes"
    assert document.authors == ("Olena Koval", "Lin, Yi")
    assert document.published == date(2023, 5, 1)
    assert document.language_hint == by_tag("zh-Hant")
    assert document.canonical_url == "https://e.org/"
    assert document.images == (SourceImage(src="cover.jpg", alt="一盤餃子", lead=True),)
    assert document.body_markdown == "你好，*台灣*。\n\n- 一"
    assert document.warnings == ("The front matter has “mood”, which is not read.",)


def test_the_first_heading_is_the_headline_where_no_front_matter_gives_one():
    document = read(f"# A *head*\n\n{LONG}\n\n## Next\n\nLeave a Reply", "story.md")
    assert document.headline == "A head"
    assert paragraphs(document) == [LONG, "## Next", "Leave a Reply"]


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("headline: a\ntagline: b: c", "line 3: the front matter is not YAML"),
        ("headline: [a, b", "is not YAML"),
        ("headline: a\nauthors:\n  name: x", "line 3: “authors” must be one value or a list"),
        ("headline: a\npublished: yesterday", "line 3: “yesterday” is no date"),
        ("headline: a\n- b", "is not YAML"),
        ("headline: *x", "is not YAML"),
        (f"headline: {'a' * 21_000}", "too long"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused_with_its_line(front, words):
    with pytest.raises(SourceProblem, match=r"story\.md") as caught:
        read(f"---\n{front}\n---\n\nBody", "story.md")
    assert words in str(caught.value)


# Characters and kinds ------------------------------------------------------------------------

PL = "Współpraca między Tajwanem a krajami Europy Środkowej rośnie. Zażółć gęślą jaźń, mówią."
UK = "Тайвань швидко здобуває нових союзників у Центральній та Східній Європі. Її ґанок."
ZH = "台灣在中東歐迅速贏得新盟友，因為各國日益肯定這座島嶼的經濟實力。「餃子聯盟」由此得名。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PL, "utf-8"), (PL, "utf-8-sig"), (PL, "utf-16"), (PL, "cp1250"), (PL, "iso8859_2"),
        (UK, "utf-8"), (UK, "utf-16-le"), (UK, "cp1251"), (ZH, "utf-8-sig"), (ZH, "big5"),
        (ZH, "utf-16"),
    ],
)  # fmt: skip
def test_texts_in_old_encodings_are_read(text, encoding):
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    document = read_source(mark + f"{text}\n\n{text}".encode(encoding), name="story.txt")
    assert paragraphs(document) == [text, text]


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "uk", "pl"])
def test_the_language_of_a_text_is_guessed(tag):
    text = {"en": LONG, "zh-Hant": ZH, "uk": UK, "pl": PL}[tag]
    assert read(f"{text}\n\n{text}").language_hint == by_tag(tag)


@pytest.mark.parametrize(
    "text", ["это объект был здесь и съел все эклеры", "台湾与乌克兰国家总统发表演说东欧"]
)
def test_russian_and_simplified_chinese_are_not_taken_for_ours(text):
    assert read(f"{text}\n\n{text}").language_hint is None


def test_a_declared_character_set_counts():
    words = "Тайвань і Україна: її нові союзники"
    page = f'<html><head><meta charset="iso-8859-5"></head><body><h1>Т</h1><p>{words}</p></body>'
    assert words in read_source(page.encode("iso-8859-5"), name="page.html").body_markdown
    told = read_source(
        words.encode("iso-8859-5"), name="a.txt", content_type="text/plain; charset=ISO-8859-5"
    )
    assert told.body_markdown == words


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"%PDF-1.7\n" + bytes(range(256)) * 20,
     b"\xff\xfe\x00", b"\x00" * 50, bytes(range(1, 32)) * 40],
    ids=["png", "pdf", "half a letter", "zeros", "controls"],
)  # fmt: skip
def test_what_is_no_text_is_refused(data):
    with pytest.raises(SourceProblem, match="file"):
        read_source(data, name="file")


def test_an_empty_and_a_huge_source_are_refused():
    with pytest.raises(SourceProblem, match="empty"):
        read_source(b" \n ", name="a.txt")
    with pytest.raises(SourceProblem, match="bytes"):
        read_source(b"a" * (MAX_BYTES + 1), name="a.txt")


def test_what_is_in_the_file_counts_for_more_than_its_name():
    assert read(PAGE, "page.txt").headline == "‘Dumplings’: a <story>"
    assert read("---\nheadline: A\n---\n\n*b*", "story.txt").body_markdown == "*b*"
    assert read("# A\n\n*b*", "https://e.org/a.md?raw=1").headline == "A"
    assert read("# A\n\n*b*", "x", content_type="text/markdown; charset=utf-8").headline == "A"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"]))
def test_any_bytes_give_a_document_or_a_problem_that_names_the_source(data, name):
    try:
        body = read_source(data, name=name).body_markdown
    except SourceProblem as problem:
        body = ""
        named = str(problem).startswith(name)
    else:
        named = True
    assert named
    assert normalise(body) == body


# Word documents that nobody can open ----------------------------------------------------------


def word_document(document_xml: str, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as archive, zipfile.ZipFile(made, "w", compression) as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, document_xml if name == "word/document.xml" else data)
    return made.getvalue()


def changed_in_every_header(data: bytes, at: tuple[int, int], value: int) -> bytes:
    """Set one byte of each local (PK 3 4) and each central (PK 1 2) header of an archive."""
    changed = bytearray(data)
    for mark, offset in zip((b"PK\x03\x04", b"PK\x01\x02"), at, strict=True):
        start = changed.find(mark)
        while start >= 0:
            changed[start + offset] = value
            start = changed.find(mark, start + 4)
    return bytes(changed)


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TABLES = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
DEEP = f'<w:document xmlns:w="{WORDS}"><w:body>{TABLES}</w:body></w:document>'
PLAIN = f'<w:document xmlns:w="{WORDS}"><w:body><w:p/></w:body></w:document>'
UNREADABLE = {
    "a password": changed_in_every_header(word_document(PLAIN), (6, 8), 1),
    "an unknown compression": changed_in_every_header(word_document(PLAIN), (8, 10), 99),
    "tables without end": word_document(DEEP),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_a_word_document_nobody_can_open_is_named_with_what_to_do(why):
    with pytest.raises(SourceProblem, match=r"^a\.docx: .*Word document cannot be opened"):
        read_source(UNREADABLE[why], name="a.docx")
