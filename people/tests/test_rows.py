"""The rows of the list of people."""

from people import actions


def test_nothing_that_somebody_typed_is_markup(priya_client, priya):
    for field in ("name", "phone", "location"):
        typed = {"name": "Odd", field: f'"><b>{field}&'}
        actions.create_person(by=priya, email=f"{field}&'@alpha.example", **typed)
    text = priya_client.get("/people/").content.decode()
    assert "<b>" not in text and text.count("&quot;&gt;&lt;b&gt;") == 5  # a name is also a title and a label
    assert 'href="mailto:name%26%27@alpha.example" title="name&amp;&#x27;@alpha.example"' in text
