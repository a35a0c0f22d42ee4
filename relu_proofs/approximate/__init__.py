"""Best pieces for a target and bounds on what any pieces can do, both proved.

Imports `core`, and the checker, which gives a standing; python-flint when it searches in balls.
Start with `best`; the way of a target through the room is
`targets` -> `tasks` -> `balanced`, or `search` (`tube`, `touching`, `alternation`) -> `drafts` ->
`exactly` or `in_balls` -> `records`.
"""
