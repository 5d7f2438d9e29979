"""One story's folder, read whole and checked against itself; the database is not asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.issues.folders.reading import name_in, read_text
from workflow.languages.language import Language
from workflow.stories.content import SourceContent, problems_of, slug_problems
from workflow.stories.images import ImageRefused, PictureFacts, facts_of, refuse_large
from workflow.stories.models import Image
from workflow.stories.states import StoryKind
from workflow.text.segments import Field
from workflow.translation.files.problem import Problem
from workflow.translation.files.read_story import line_of_block, read_story_file
from workflow.translation.files.story_file import (
    SourceFile,
    TranslationFile,
    VersionName,
    parse_file_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it lies in the folder."""

    data: bytes
    facts: PictureFacts


@dataclass(slots=True)
class StoryFolder:
    """What a story's folder holds. ``sources`` and ``approved`` are by language and number."""

    slug: str
    path: Path
    language: Language | None = None
    sources: dict[int, SourceFile] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    approved: dict[VersionName, TranslationFile] = field(default_factory=dict)
    drafts: dict[Language, TranslationFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[Language] = field(default_factory=set)  # of some file nothing is known
    _texts: dict[str, str] = field(default_factory=dict)  # those of which lines were asked for

    @property
    def newest(self) -> SourceFile:
        """The source as it is now."""
        return self.sources[max(self.sources)]

    @property
    def kind(self) -> StoryKind:
        """A story, or a letter."""
        return self.newest.kind

    def say(self, file: SourceFile | TranslationFile, key: str, sentence: str) -> None:
        """Remember a problem at the line of a key."""
        line = file.lines.get(key, 1)
        self.problems.append(Problem(file=file.file, line=line, sentence=sentence))

    def line_of(self, file: TranslationFile, field: Field, place: int | None) -> int:
        """The line of a named field, or of the body's block at ``place``."""
        if place is None:
            return file.lines.get(field, 1)
        if file.file not in self._texts:
            root = self.path.parents[1]
            self._texts[file.file], _ = read_text(root, root / file.file)
        return line_of_block(self._texts[file.file], file, place)

    def content(self, source: SourceFile) -> SourceContent:
        """A source as a revision's content; its picture is not in the database yet."""
        picture = self.pictures.get(source.image_name)
        return SourceContent(
            blocks=source.blocks,
            authors=source.authors,
            published_date=source.published_date,
            canonical_url=source.canonical_url,
            licence=source.licence,
            image=Image(sha256=picture.facts.sha256) if picture else None,
            image_name=source.image_name,
        )

    def in_order(self) -> list[TranslationFile]:
        """The translations, each after what it was made from and after its former versions."""
        return list(_in_order(self))


def read_folder(root: Path, path: Path) -> StoryFolder:
    """Read a story's folder; what is wrong in it stands in its ``problems``."""
    folder = StoryFolder(slug=path.name, path=path)
    if slug_problems(path.name):
        _say_of_folder(
            root,
            folder,
            "A story's folder is named in Latin letters, digits and "
            "hyphens, at most 80. Rename it.",
        )
    for file in sorted(path.iterdir()):
        if file.suffix == ".md" and not file.is_dir() and not file.name.startswith("."):
            _read_file(root, folder, file)
    if not folder.sources:
        if not folder.problems:
            _say_of_folder(
                root,
                folder,
                "The story has no source. Write `role: source` in the "
                "file of the language it was written in.",
            )
        return folder
    for source in folder.sources.values():
        _read_picture(folder, source)
        folder.problems += [
            Problem(file=source.file, line=1, sentence=sentence)
            for sentence in problems_of(folder.content(source), source.kind)
        ]
    _check_numbers(folder)
    return folder


def _say_of_folder(root: Path, folder: StoryFolder, sentence: str) -> None:
    file = name_in(root, folder.path)
    folder.problems.append(Problem(file=file, line=1, sentence=sentence))


def _read_file(root: Path, folder: StoryFolder, path: Path) -> None:
    language, number = parse_file_name(path.name)
    name = name_in(root, path)
    if language is None:
        sentence = "A story's files are named by language: en.md, or en@1.md. Rename this one."
        folder.problems.append(Problem(file=name, line=1, sentence=sentence))
        return
    text, problems = read_text(root, path)
    story, more = (None, []) if problems else read_story_file(name, text, language)
    folder.problems += problems + more
    if isinstance(story, SourceFile):
        _place_source(folder, language, number, story)
    elif story is not None:
        _place_translation(folder, number, story)
    else:
        folder.unread.add(language)


def _place_source(
    folder: StoryFolder, language: Language, number: int | None, source: SourceFile
) -> None:
    if folder.language is not None and folder.language != language:
        folder.say(
            source,
            "role",
            f"The story's source is in {folder.language} already. "
            "Write `role: translation` in one of the two.",
        )
    elif number is not None and number != source.revision:
        folder.say(
            source,
            "revision",
            f"The file is named @{number}, but says revision "
            f"{source.revision}. Make them the same.",
        )
    elif source.revision in folder.sources:
        folder.say(
            source,
            "revision",
            f"Two files say that they are revision {source.revision}. Number the newer one higher.",
        )
    else:
        folder.language = language
        folder.sources[source.revision] = source


def _place_translation(folder: StoryFolder, number: int | None, story: TranslationFile) -> None:
    if number is not None and story.version != number:
        said = f"version {story.version}" if story.version else f"state {story.state}"
        folder.say(
            story,
            "version",
            f"The file is named @{number}, but says {said}. A former "
            f"version is approved and has `version: {number}`.",
        )
        return
    if story.version is None:
        folder.drafts[story.language] = story
        return
    name = VersionName(language=story.language, number=story.version)
    if name in folder.approved:
        folder.say(
            story, "version", f"Two files say that they are {name}. Number the newer one higher."
        )
        return
    folder.approved[name] = story


def _read_picture(folder: StoryFolder, source: SourceFile) -> None:
    name = source.image_name
    if not name or name in folder.pictures:
        return
    path = folder.path / name
    if not path.is_file():
        folder.say(
            source,
            "image",
            f"There is no {name} in this folder. Put the picture there, or remove the line.",
        )
        return
    try:
        refuse_large(path.stat().st_size)
        data = path.read_bytes()
        folder.pictures[name] = Picture(data=data, facts=facts_of(data))
    except ImageRefused as error:
        folder.say(source, "image", f"{name}: {error}")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        folder.say(source, "image", f"{name} cannot be read: {reason}. Put the picture there.")


def _check_numbers(folder: StoryFolder) -> None:
    """The newest file of each language carries its highest number; languages do not clash."""
    if len({source.kind for source in folder.sources.values()}) > 1:
        folder.say(folder.newest, "kind", "Its revisions are of different kinds. Keep one kind.")
    for file in [*folder.approved.values(), *folder.drafts.values()]:
        if file.language == folder.language:
            folder.say(
                file,
                "role",
                f"The story is written in {file.language}; it is not "
                "translated into it. Remove the file.",
            )
        elif "@" not in file.file.rpartition("/")[2]:
            _check_newest(folder, file)
    newest = folder.newest
    if "@" in newest.file.rpartition("/")[2] and folder.language not in folder.unread:
        folder.say(
            newest,
            "revision",
            "This former version has a higher number than the source "
            "itself. Number the source higher.",
        )


def _check_newest(folder: StoryFolder, file: TranslationFile) -> None:
    numbers = [name.number for name in folder.approved if name.language == file.language]
    highest = max(numbers, default=0)
    if file.version is not None and file.version != highest:
        folder.say(
            file, "version", f"There is a former version {highest}. Number this one {highest + 1}."
        )


def _in_order(folder: StoryFolder) -> Iterator[TranslationFile]:
    """Versions first made first; a circle is broken off and reported by its files."""
    done: set[VersionName] = set()
    waiting = sorted(folder.approved, key=lambda name: (name.language.order, name.number))
    while waiting:
        ready = [name for name in waiting if _is_ready(folder, name, waiting)]
        for name in ready:
            yield folder.approved[name]
        done.update(ready)
        waiting = [name for name in waiting if name not in done]
        if not ready:
            for name in waiting:
                folder.say(
                    folder.approved[name],
                    "made-from",
                    "These translations were made "
                    "from each other in a circle. Let one be made from the original.",
                )
            return
    yield from folder.drafts.values()


def _is_ready(folder: StoryFolder, name: VersionName, waiting: Sequence[VersionName]) -> bool:
    """Whether everything that must come before a version is there already."""
    if folder.approved[name].made_from in waiting:
        return False
    return not any(
        other.language == name.language and other.number < name.number for other in waiting
    )
