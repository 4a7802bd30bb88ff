"""One image of every kind that the generator writes; `make realfiles` judges many."""

from tests.real_files.images import WRITERS, judge_samples, make_samples


def test_images_of_every_kind_look_as_they_should():
    assert judge_samples(make_samples(seed=7, count=len(WRITERS))) == []
