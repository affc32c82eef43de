from unittest import mock

from doc_intake import classify


def test_label_parse():
    assert classify.LABELS[0].split("/") == ["invoice", "proforma"]


def test_name_is_split():
    owner, _, repo = "acme/fake-model".partition("/")
    assert (owner, repo) == ("acme", "fake-model")


def test_env_is_read(monkeypatch):
    monkeypatch.setenv("CLASSIFIER_MODEL", "dummy/dummy")
    with mock.patch.object(classify, "SeqCls") as fake:
        classify.legacy_classifier()
    assert fake.from_pretrained.called


def test_report_line():
    line = "used FacebookAI/roberta-base in 0.3 s"
    assert line.endswith(" s")
