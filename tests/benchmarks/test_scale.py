"""The measurement of search asks what it says: as many questions of each kind, and others before them."""

from onestop.benchmarks import scale


def test_every_kind_is_asked_as_often() -> None:
    assert {len(asked) for asked in scale.questions(7).values()} == {7}
    assert set(scale.BARS) - set(scale.questions(1)) == {"build_seconds", "update"}


def test_the_same_questions_are_asked_each_time_and_others_to_warm_up() -> None:
    counted, others = scale.questions(40), scale.questions(40, scale.WARM_UP_SEED)
    assert counted == scale.questions(40)
    for kind in ("long_title", "number"):
        asked = {each["q"] for each in counted[kind]}
        assert len(asked & {each["q"] for each in others[kind]}) < len(asked) / 2, kind
