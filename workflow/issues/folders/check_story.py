"""Comparing a story's folder with what the database knows: every contradiction, with its mend."""

from collections.abc import Sequence

from workflow.issues.folders.beside import body_of, texts_by_place
from workflow.issues.folders.known import KnownStory, version_name_of
from workflow.issues.folders.story_folder import StoryFolder
from workflow.stories.content import content_hash
from workflow.stories.queries import segments_of
from workflow.text.align import keep_keys
from workflow.text.segments import Block, Field, Kind, Segment
from workflow.text.shape import Shape, TargetBlock, arrange, to_json
from workflow.translation.files.problem import Problem
from workflow.translation.files.shape_lines import AS_SOURCE
from workflow.translation.files.shape_places import shape_of
from workflow.translation.files.story_file import SourceFile, TranslationFile, VersionName
from workflow.translation.fitting import same_form
from workflow.translation.hashing import version_hash
from workflow.translation.states import TranslationState

_WHOLE = frozenset({TranslationState.IN_REVIEW, TranslationState.APPROVED})


class StoryCheck:
    """One folder against the database; what it finds is added to the folder's problems."""

    def __init__(self, folder: StoryFolder, known: KnownStory) -> None:
        self.folder = folder
        self.known = known
        self._kept: set[int] = set()  # the revisions that the desk has just as they stand here

    def run(self) -> list[TranslationFile]:
        """Check everything; the translations in the order in which they can be brought in."""
        self._check_story()
        for number, source in sorted(self.folder.sources.items()):
            self._check_revision(number, source)
        files = self.folder.in_order()
        for file in files:
            self._check_translation(file)
        return files

    def _check_story(self) -> None:
        story, folder = self.known.story, self.folder
        if story is None:
            return
        said = {
            "role": (story.source_language, folder.language, "is written in"),
            "kind": (story.kind, folder.kind, "is a"),
            "coverage": (story.coverage.slug, folder.newest.coverage, "belongs to"),
        }
        for key, (kept, wanted, how) in said.items():
            if kept != wanted:
                folder.say(
                    folder.newest,
                    key,
                    f"The story '{story}' {how} {kept}, not {wanted}. "
                    "Change it back, or give the folder another name.",
                )

    def _check_revision(self, number: int, source: SourceFile) -> None:
        row, newest = self.known.revisions.get(number), self.known.newest
        if row is None:
            if number < newest:
                self.folder.say(
                    source,
                    "revision",
                    f"The desk has revision {newest} already, "
                    f"and never had {number}. Number this one {newest + 1}.",
                )
            return
        if row.content_hash != content_hash(self.folder.content(source)):
            self.folder.say(
                source,
                "revision",
                f"Revision {number} is kept with other words, "
                f"and is never changed. Write `revision: {newest + 1}`.",
            )
            return
        self._kept.add(number)
        is_newest = source is self.folder.newest and source.language not in self.folder.unread
        if is_newest and number < newest:
            self.folder.say(
                source,
                "revision",
                f"The desk has revision {newest}, newer than this "
                f"file. Export it again, or write `revision: {newest + 1}`.",
            )

    def _check_translation(self, file: TranslationFile) -> None:
        original = self._original(file.made_from)
        if original is None and self.folder.unread:
            return  # what it was made from may stand in a file that has to be mended first
        if original is None:
            self.folder.say(
                file,
                "made-from",
                f"There is no {file.made_from} of this story: "
                "neither in this folder nor at the desk. Name a version that is.",
            )
            return
        source = self._segments(original.number, keyed=file.shape != AS_SOURCE)
        shape = shape_of(
            file.shape, source, original, lambda *said: self.folder.say(file, said[0], said[1])
        )
        blocks = arrange(source, shape) if shape is not None else ()
        sound = shape is not None and self._check_form(file, blocks)
        if file.version is None:
            self._check_draft(file)
        elif shape is not None and sound:
            self._check_approved(file, blocks, shape, file.version)

    def _check_approved(
        self, file: TranslationFile, blocks: Sequence[TargetBlock], shape: Shape, version: int
    ) -> None:
        name = VersionName(language=file.language, number=version)
        newest = self.known.newest_approved(name.language)
        row = self.known.approved.get(name)
        if row is None:
            if version < newest:
                self.folder.say(
                    file,
                    "version",
                    f"The desk has version {newest} already, and "
                    f"never had {version}. Number this one {newest + 1}.",
                )
        elif row.content_hash != hash_of(file, blocks, shape):
            self.folder.say(
                file,
                "version",
                f"Version {version} is approved with other words or "
                f"names, and is never changed. Write `version: {newest + 1}`.",
            )
        elif version < newest and "@" not in file.file.rpartition("/")[2]:
            self.folder.say(
                file,
                "version",
                f"The desk has version {newest}, newer than this "
                f"file. Export it again, or write `version: {newest + 1}`.",
            )

    def _check_draft(self, file: TranslationFile) -> None:
        language = file.language
        row, newest = self.known.translations.get(language), self.known.newest_approved(language)
        if row is None or row.state != TranslationState.APPROVED or language in self.folder.unread:
            return
        if VersionName(language=language, number=newest) not in self.folder.approved:
            self.folder.say(
                file,
                "state",
                f"The desk approved this as version {newest}. To take "
                f"it up again, keep the approved text as {language}@{newest}.md; "
                "or export the folder again.",
            )

    def _check_form(self, file: TranslationFile, blocks: Sequence[TargetBlock]) -> bool:
        """Whether a translation has the named fields and the blocks that it should have."""
        known = len(self.folder.problems)
        self._check_fields(file, blocks)
        theirs = [block for block in blocks if block.field is Field.BODY]
        ours, where = body_of(file), _where(file)
        pairs = enumerate(zip(ours, theirs, strict=False))
        for place, (mine, wanted) in pairs:
            if not same_form(mine, wanted):
                self._say_of_block(
                    file,
                    place,
                    f"Block {place + 1} is {_form(mine)}, but "
                    f"{_form(wanted)} in {where}. Make it the same.",
                )
                return False
        if len(ours) > len(theirs):
            self._say_of_block(
                file,
                len(theirs),
                f"The body has {len(ours)} blocks, but "
                f"{where} has {len(theirs)}. Join or remove some, or say in the front matter "
                "what is split or added.",
            )
        elif len(ours) < len(theirs) and file.state in _WHOLE:
            self._say_of_block(
                file,
                len(ours),
                f"The body ends after block {len(ours)}, but "
                f"{where} has {len(theirs)}. Translate the rest, say in the front matter what is "
                "merged or dropped, or write `state: drafting`.",
            )
        if any(place > len(theirs) for place in file.untranslated):
            self.folder.say(
                file,
                "untranslated",
                f"There are only {len(theirs)} blocks. Remove the higher numbers.",
            )
        return len(self.folder.problems) == known

    def _check_fields(self, file: TranslationFile, source: Sequence[Block]) -> None:
        theirs = {block.field for block in source}
        ours = {block.field for block in file.blocks}
        for field in sorted(ours - theirs - {Field.BODY}):
            self.folder.say(
                file,
                field,
                f"{file.made_from} has no {field}. Remove the line, or add one to the source.",
            )
        if file.state in _WHOLE:
            for field in sorted(theirs - ours - {Field.BODY}):
                self.folder.say(
                    file,
                    "state",
                    f"The {field} is not translated. Add a line "
                    f"`{field}: …`, or write `state: drafting`.",
                )

    def _say_of_block(self, file: TranslationFile, place: int, sentence: str) -> None:
        line = self.folder.line_of(file, Field.BODY, place)
        self.folder.problems.append(Problem(file=file.file, line=line, sentence=sentence))

    def _original(self, name: VersionName) -> VersionName | None:
        """The revision that a version renders, wherever it is kept."""
        for _ in range(len(self.folder.approved) + 2):
            if name.language == self.folder.language:
                is_there = name.number in {*self.folder.sources, *self.known.revisions}
                return name if is_there else None
            if name in self.known.approved:
                revision = self.known.approved[name].revision_id
                name = next(
                    version_name_of(row)
                    for row in self.known.revisions.values()
                    if row.pk == revision
                )
            elif name in self.folder.approved:
                name = self.folder.approved[name].made_from
            else:
                return None
        return None

    def _segments(self, number: int, *, keyed: bool) -> tuple[Segment, ...]:
        """The segments of a revision; unless ``keyed``, their keys may be any."""
        row, source = self.known.revisions.get(number), self.folder.sources.get(number)
        if row is not None and (source is None or (keyed and number in self._kept)):
            return segments_of(row)
        blocks = source.blocks if source else ()
        return tuple(keep_keys((), blocks, next_number=1))


def hash_of(file: TranslationFile, blocks: Sequence[TargetBlock], shape: Shape) -> str:
    """The fingerprint an approved file's version has."""
    texts = texts_by_place(file, blocks)
    return version_hash(
        made_from=str(file.made_from),
        authors=file.authors,
        translators=file.translators,
        reviewers=file.reviewers,
        texts=[text or block.text for text, block in zip(texts, blocks, strict=True)],
        shape=to_json(shape),
    )


def _where(file: TranslationFile) -> str:
    """What the blocks of a file are compared with."""
    here = "" if file.shape == AS_SOURCE else " as reshaped here"
    return f"{file.made_from}{here}"


def _form(block: Block) -> str:
    depth = block.frame.count(">") + block.frame.count("-") + block.frame.count(".")
    if block.kind is Kind.HEADING:
        return f"a heading {block.frame.rpartition(' ')[2]}"
    return f"a {block.kind} at depth {depth}" if depth > 1 else f"a {block.kind}"
