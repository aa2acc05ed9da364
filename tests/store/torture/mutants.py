"""Defects to put into a copy of the store: each is a text of one of its files, and what stands there instead.

`notice` names the part of the torture that should notice, `suite` the tests of the store beside it.
A text that is no longer there once, and only once, is told: then the defect has to be written anew.
"""

from __future__ import annotations

from dataclasses import dataclass

SUITE = "suite"


@dataclass(frozen=True)
class Mutant:
    """One defect."""

    name: str
    file: str
    old: str
    new: str
    notice: str


MUTANTS = (
    # ------------------------------------------------------------ syncing
    Mutant(
        "a file is not synced",
        "disk.py",
        "if durable:\n                    os.fsync(fd)",
        "if durable:\n                    pass",
        "powercut",
    ),
    Mutant(
        "no folder is synced",
        "disk.py",
        "try:\n            os.fsync(fd)",
        "try:\n            pass",
        "powercut",
    ),
    Mutant(
        "the folder around a new one is not synced",
        "disk.py",
        "chmod(FOLDER_MODE)\n        self.sync(str(Path(folder).parent))",
        "chmod(FOLDER_MODE)",
        "powercut",
    ),
    Mutant(
        "the folder of the commits is not synced",
        "writing.py",
        "disk.sync(folder_of(state.epoch))",
        "pass",
        "powercut",
    ),
    Mutant(
        "the folder of the parts is not synced",
        "writing.py",
        "for folder in folders:\n        disk.sync(folder)",
        "pass",
        "powercut",
    ),
    Mutant(
        "the files of a base are not synced before its manifest",
        "folding.py",
        'for folder in ("tables", "changes"):\n        disk.sync(folder)',
        "for folder in ():\n        disk.sync(folder)",
        "powercut",
    ),
    Mutant(
        "the manifest is not synced before the epoch goes",
        "folding.py",
        "disk.sync(folder_of(base.seq))",
        "pass",
        "powercut",
    ),
    Mutant(
        "the folder of the next epoch is not synced",
        "folding.py",
        "disk.make(folder_of(state.seq + 1))",
        "(disk.path / folder_of(state.seq + 1)).mkdir(exist_ok=True)",
        "powercut",
    ),
    Mutant(
        "FORMAT is not synced",
        "creating.py",
        'try:\n        disk.sync(".")',
        "try:\n        pass",
        "powercut",
    ),
    Mutant(
        "the epoch goes before its manifest is there",
        "folding.py",
        "    with suppress(FileExistsError):\n        disk.publish(manifest_of(base.seq), manifest.encode(base))",
        "    tidy(disk, base)\n    with suppress(FileExistsError):\n"
        "        disk.publish(manifest_of(base.seq), manifest.encode(base))",
        "kills",
    ),
    # ------------------------------------------------------------ telling the truth
    Mutant(
        "a short write is taken for a whole one",
        "disk.py",
        "rest = rest[os.write(fd, rest) :]",
        "os.write(fd, rest)\n                    rest = rest[len(rest) :]",
        "faults",
    ),
    Mutant(
        "a failed sync of a file is swallowed",
        "disk.py",
        "if durable:\n                    os.fsync(fd)",
        "if durable:\n                    with suppress(OSError):\n                        os.fsync(fd)",
        "faults",
    ),
    Mutant(
        "an unconfirmed commit is told as refused",
        "writing.py",
        "raise UncertainError(",
        "raise RefusedError(",
        "faults",
    ),
    Mutant(
        "an unconfirmed commit is told as committed",
        "writing.py",
        "    try:\n        disk.sync(folder_of(state.epoch))\n    except OSError as error:\n",
        "    try:\n        disk.sync(folder_of(state.epoch))\n    except ZeroDivisionError as error:\n",
        "faults",
    ),
    Mutant(
        "the files of an unconfirmed commit are taken away",
        "writing.py",
        "    except OSError as error:\n        raise UncertainError(",
        "    except OSError as error:\n        for part in brought:\n            disk.remove(part.name)\n"
        "        raise UncertainError(",
        "faults",
    ),
    Mutant("the lock is leaked", "disk.py", "if fd is not None:", "if fd is None:", "faults"),
    Mutant(
        "a file is left open",
        "disk.py",
        "            return _all_of(fd)\n        finally:\n            os.close(fd)",
        "            return _all_of(fd)\n        finally:\n            pass",
        "faults",
    ),
    Mutant(
        "a failing disk is a raw error",
        "writing.py",
        "        if isinstance(error, OSError):\n            raise refusal(disk, error) from error\n",
        "",
        "faults",
    ),
    Mutant(
        "files of a refused import stay",
        "writing.py",
        "            disk.remove(part.name)",
        "            pass",
        SUITE,
    ),
    # ------------------------------------------------------------ many hands
    Mutant(
        "a rename that replaces, not a link",
        "disk.py",
        "os.link(tmp, target, follow_symlinks=False)",
        "tmp.rename(target)",
        "load",
    ),
    Mutant(
        "a number that is taken is taken all the same",
        "writing.py",
        "    except FileExistsError:\n        raise _TakenError from None\n",
        "    except FileExistsError:\n        pass\n",
        "load",
    ),
    Mutant(
        "an edit is not compared with what is there",
        "editing.py",
        "if current != edit.expected:",
        "if False:",
        "model",
    ),
    Mutant(
        "the state is read before the loop, not in it",
        "writing.py",
        "        while True:\n            state = newest()\n",
        "        state = newest()\n        while True:\n",
        "load",
    ),
    Mutant(
        "files of commits under way are tidied away", "folding.py", " and upto(name) <= base.seq", "", SUITE
    ),
    Mutant(
        "a session mixes commits when its files are folded away",
        "register.py",
        "state = newest.at(seq)",
        "state = newest",
        SUITE,
    ),
    Mutant(
        "an edit is not checked again when its files are folded away",
        "writing.py",
        "if newest().base.seq == state.base.seq:",
        "if True:",
        SUITE,
    ),
    Mutant(
        "a register that the disk did not confirm is told as made",
        "creating.py",
        "    except OSError as error:\n        raise UncertainError(",
        "    except ZeroDivisionError as error:\n        raise UncertainError(",
        "faults",
    ),
    Mutant(
        "what a dead fold left stays",
        "folding.py",
        'disk.remove(f"tmp/{name}")',
        "pass",
        SUITE,
    ),
    # ------------------------------------------------------------ damage
    Mutant(
        "a copy of commits is believed unseen",
        "bundles.py",
        "return digest(body) != sha",
        "return False",
        SUITE,
    ),
    Mutant(
        "SHA-256 of files is not checked",
        "disk.py",
        "if hashlib.sha256(raw).hexdigest() != sha256:",
        "if False:",
        "flips",
    ),
    Mutant(
        "SHA-256 of commits is not checked",
        "slot.py",
        'if not newline or rest != sha.encode() + b"\\n":',
        "if not newline:",
        "flips",
    ),
    Mutant(
        "commits need not follow each other",
        "log.py",
        ' or slot.prev != head:\n            raise CorruptError("this',
        ':\n            raise CorruptError("this',
        SUITE,
    ),
    # ------------------------------------------------------------ what is so
    Mutant(
        "equal dates tie by order of import",
        "replay.py",
        's.commit.sha256 or "", s.seq',
        '"", s.seq',
        "model",
    ),
    Mutant(
        "papers stand after people",
        "replay.py",
        'key=lambda s: (s.commit.kind != "import",',
        'key=lambda s: (s.commit.kind == "import",',
        "model",
    ),
    Mutant(
        "known at a moment leaves that moment out",
        "replay.py",
        "recorded_at <= known_at",
        "recorded_at < known_at",
        "model",
    ),
    Mutant(
        "as of a day leaves that day out", "replay.py", "pl.col(ON) <= as_of", "pl.col(ON) < as_of", "model"
    ),
    Mutant(
        "a repeated paper overrules people",
        "replay.py",
        ".filter(~pl.col(PERSON)).filter(fresh)",
        ".filter(~pl.col(PERSON))",
        "model",
    ),
    Mutant(
        "folding forgets edits",
        "folding.py",
        "parts += [] if edits is None else [edits]",
        "parts += []",
        "model",
    ),
    Mutant(
        "folding forgets the newest date of a table",
        "folding.py",
        "latest if isinstance(latest, date) else None",
        "None",
        "model",
    ),
    Mutant(
        "the same paper is imported again",
        "importing.py",
        "if reading_of(history.slots(state), batch) == batch.key:",
        "if False:",
        "model",
    ),
    Mutant(
        "undo keeps the new value",
        "undoing.py",
        "Edit(e.table, e.id, e.field, e.new, e.old)",
        "Edit(e.table, e.id, e.field, e.new, e.new)",
        "model",
    ),
    Mutant(
        "a frame is kept although commits came",
        "history.py",
        "return table.name, touched(table.name, state), as_of, known_at",
        "return table.name, 0, as_of, known_at",
        "model",
    ),
)
