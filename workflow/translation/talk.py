"""Comments in threads beside a block, with mentions, until they are resolved."""

import re
from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.journal.actions import move, record
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.text.cleaning import clean
from workflow.text.reserved import REFUSED, is_reserved
from workflow.translation.models import Comment, Mention, Thread, Translation
from workflow.translation.problems import SaveRefused
from workflow.translation.sources import blocks_of
from workflow.translation.states import THREAD_TRANSITIONS, ThreadState
from workflow.translation.telling import about

LONGEST_COMMENT = 10_000
_MENTION = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")

_move = partial(move, table=THREAD_TRANSITIONS)


def open_thread(translation: Translation, key: str, text: str, *, by: User, at: datetime) -> Thread:
    """Begin a conversation about one block; whoever is named with an @ is told."""
    require(by, Act.COMMENT, language=translation.language)
    said = _said(text)
    if not any(block.key == key for block in blocks_of(translation)):
        raise SaveRefused(f"{translation} has no block {key}. Reload it and comment again.")
    with transaction.atomic():
        thread: Thread = Thread.objects.create(
            translation=translation, key=key, opened_at=at, changed_at=at
        )
        record(thread, "open", by=by, at=at, to_state=ThreadState.OPEN, detail={"key": key})
        _write(thread, said, by=by, at=at)
    return thread


def reply(thread: Thread, text: str, *, by: User, at: datetime) -> Comment:
    """Say something in a thread; one that was resolved is open again."""
    require(by, Act.COMMENT, language=thread.translation.language)
    said = _said(text)
    with transaction.atomic():
        fresh = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
        thread.state = fresh.state
        if thread.state == ThreadState.RESOLVED:
            _move(thread, ThreadState.OPEN, verb="reopen", by=by, at=at)
        Thread.objects.filter(pk=thread.pk).update(changed_at=at)
        return _write(thread, said, by=by, at=at)


def resolve(thread: Thread, *, by: User, at: datetime) -> None:
    """Call a conversation settled; everything said stays."""
    require(by, Act.COMMENT, language=thread.translation.language)
    _move(thread, ThreadState.RESOLVED, verb="resolve", by=by, at=at, set_also={"changed_at": at})


def mentioned_in(text: str) -> tuple[str, ...]:
    """The user names after an @, each once, in order; email addresses name nobody."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def _write(thread: Thread, text: str, *, by: User, at: datetime) -> Comment:
    comment: Comment = Comment.objects.create(
        thread=thread, author=by, author_name=str(by), text=text, written_at=at
    )
    people = list(User.objects.filter(username__in=mentioned_in(text), is_active=True))
    Mention.objects.bulk_create(Mention(comment=comment, user=user) for user in people)
    translation = thread.translation
    record(thread, "comment", by=by, at=at, detail={"comment": comment.pk})
    notify(
        people,
        NoticeKind.MENTION,
        about=translation,
        dedup=f"comment:{comment.pk}",
        by=by,
        at=at,
        **about(translation),
        by_name=str(by),
    )
    return comment


def _said(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise SaveRefused("The comment is empty. Write something.")
    if is_reserved(text):
        raise SaveRefused(f"The comment cannot be kept. {REFUSED}")
    if len(text) > LONGEST_COMMENT:
        raise SaveRefused(f"The comment is longer than {LONGEST_COMMENT} characters. Shorten it.")
    return text
