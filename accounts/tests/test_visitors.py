"""Whose address a request has, behind proxies that may or may not be ours."""

import pytest

from accounts.visitors import client_ip


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "ip"),
    [
        (0, "203.0.113.7", "", "203.0.113.7"),
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),  # nobody of ours wrote that
        (1, "10.0.0.1", "203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7"),  # the visitor's own words stand to the left
        (2, "10.0.0.1", "1.2.3.4, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "10.0.0.1", "203.0.113.7", "10.0.0.1"),  # it came past one of the two
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", None),
        (0, "203.0.113.7:55120", "", "203.0.113.7"),
        (0, "[2001:db8::1]:443", "", "2001:db8::1"),
        (0, "2001:db8::1", "", "2001:db8::1"),
        (0, "fe80::1%eth0", "", "fe80::1"),
        (0, "", "", None),
        (0, "unix:", "", None),
    ],
)
def test_client_ip(rf, settings, proxies, remote, forwarded, ip):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR=remote, headers={"x-forwarded-for": forwarded})

    assert client_ip(request) == ip
