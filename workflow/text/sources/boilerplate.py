"""The words around a story on a page that are no part of it: one table for all languages.

Each pattern is matched against a whole line (paragraph or heading). Adding a language is adding
its words to each group.
"""

import re
from collections.abc import Iterable


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Lines to leave out wherever they stand.
NOISE = _any([
    r"you are here:?", r"skip to (?:main )?content", r"jump to navigation", r"advertisement",
    r"this site uses akismet.*", r"(?:this (?:site|website)|we) uses? cookies.*",
    r"learn how your comment data is processed\.?", r"accept(?: all)? cookies",
    r"(?:share|tweet|email|print|pin|post|follow)(?: this)?(?: (?:story|article|post|page))?:?",
    r"(?:share|tweet|post|follow us|click to share) (?:this )?(?:on|via|by) .{1,40}",
    r"share (?:this|on) .{1,40}", r"print (?:this|friendly).{0,20}", r"read (?:more|in) ?.{0,20}",
    r"subscribe(?: to .{1,60})?", r"sign up for .{1,60}", r"loading[.…]*", r"like this:?",
    r"你在這裡：?", r"您在這裡：?", r"目前位置：?", r"跳至主要內容", r"廣告",
    r"(?:這個|本)(?:網站|站).{0,10}(?:akismet|cookie).*", r"(?:我們|本站)使用 ?cookie.*",
    r"分享(?:到|至|這篇|本文|：).{0,30}", r"分享", r"列印(?:本文)?", r"訂閱.{0,20}", r"閱讀更多",
    r"進一步了解 ?akismet.*",
    r"ви тут:?", r"перейти до (?:основного )?вмісту", r"реклама",
    r"(?:цей сайт|ми) використову(?:є|ємо) (?:akismet|cookie|файли cookie|куки).*",
    r"дізнайтеся, як обробляються.*", r"поділитися(?: (?:в|у|на|через) .{1,30})?:?",
    r"поширити(?: (?:в|у|на|через) .{1,30})?:?", r"надрукувати", r"читати (?:далі|більше)[.…]*",
    r"підписатися(?: на .{1,60})?",
    r"(?:tu )?jesteś tutaj:?", r"przejdź do (?:treści|zawartości)", r"reklama",
    r"(?:ta )?(?:witryna|strona) (?:używa|korzysta z|wykorzystuje) .{0,12}(?:akismet|cookie).*",
    r"dowiedz się(?: więcej)?,? jak.{0,40}komentarz.*",
    r"udostępnij(?: (?:na|w|przez) .{1,30})?:?", r"podziel się(?: .{1,30})?:?", r"drukuj",
    r"czytaj (?:dalej|więcej)[.…]*", r"zapisz się(?: .{1,60})?",
])  # fmt: skip

# A trail of pages, from the home page to this one.
TRAIL = re.compile(
    r"(?:home|首頁|головна|strona główna|start)\s*[>›»/→]\s*(?:.+[>›»/→]\s*)?(?P<last>[^>›»→]+)",
    re.IGNORECASE,
)

# Lines after which only the page goes on, not the story.
END = _any([
    r"leave a (?:reply|comment)(?: .*)?", r"cancel reply", r"\d+ comments?", r"comments?",
    r"join the (?:conversation|discussion)", r"(?:related|similar|more) (?:posts|stories|articles)",
    r"you (?:may|might) also like.*", r"\d+ thoughts? on .*", r"recent posts",
    r"發[佈表](?:留言|迴響|回覆)", r"留言", r"相關(?:文章|報導|新聞)", r"延伸閱讀", r"最新文章",
    r"取消回覆", r"\d+ ?則留言",
    r"залишити (?:відповідь|коментар)", r"(?:додати|написати) коментар", r"коментарі(?: \(\d+\))?",
    r"(?:пов[’'ʼ]язані|схожі) (?:матеріали|статті|новини|записи)", r"читайте також.*",
    r"dodaj (?:komentarz|odpowiedź)", r"(?:zostaw|napisz) komentarz", r"komentarze(?: \(\d+\))?",
    r"(?:powiązane|podobne) (?:artykuły|wpisy|teksty)",
    r"(?:czytaj|zobacz) (?:też|także|również).*", r"anuluj pisanie odpowiedzi",
])  # fmt: skip

# The heading of a list of stories: ``of`` is what the stories are about.
LIST_HEADING = re.compile(
    r"(?:stories|articles|posts) about (?P<en>.+)|關於(?P<zh>.+?)的(?:報導|文章|故事)"
    r"|(?:історії|матеріали|статті) про (?P<uk>.+)|(?:artykuły|teksty|historie) o (?P<pl>.+)",
    re.IGNORECASE,
)

# Who made the picture.
CREDIT = re.compile(
    r"(?:(?:featured |cover |lead )?(?:image|photo|picture|illustration|screenshot|graphic)"
    r"(?: (?:is )?(?:courtesy of|by|from|via|credits?)\b|:| credits?:).*"
    r"|(?:圖片|照片|圖像|攝影|圖)(?:來源|提供|版權)?[：:/／].*|(?:圖片|照片|圖)由.+(?:提供|拍攝|攝)。?"
    r"|(?:фото|зображення|ілюстрація|світлина)(?::| надан[оеі]| з | від ).*"
    r"|(?:fot\.|foto:|zdjęcie:|zdjęcie (?:dzięki|autorstwa)|ilustracja:|grafika:|rys\.).*)",
    re.IGNORECASE,
)
MAX_CREDIT = 220
