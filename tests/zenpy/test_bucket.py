"""Files kept in an S3-compatible bucket in place of the data folder."""

import boto3
import pytest
import requests
from desk import ADMIN, Desk
from moto.server import ThreadedMotoServer

BUCKET, KEY, SECRET = "guichet-files", "key-id", "key-secret"


@pytest.fixture(scope="module")
def bucket():
    """A bucket of a service on this machine."""
    service = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    service.start()
    host, port = service.get_host_and_port()
    access = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    client = boto3.resource("s3", endpoint_url=f"http://{host}:{port}", **access)
    bucket = client.Bucket(BUCKET)
    bucket.create()
    bucket.endpoint = f"http://{host}:{port}"
    yield bucket
    service.stop()


@pytest.fixture(scope="module")
def desk_with_bucket(bucket):
    settings = {"endpoint": bucket.endpoint, "bucket": BUCKET, "access-key": KEY, "secret-key": SECRET}
    flags = [part for name, value in settings.items() for part in (f"--s3-{name}", value)]
    with Desk("--requests-per-minute", "0", *flags) as desk:
        yield desk


def upload(desk, name, content):
    answer = requests.post(
        f"{desk.url}/api/v2/uploads.json",
        params={"filename": name},
        data=content,
        headers={"Content-Type": "application/octet-stream"},
        auth=(f"{ADMIN}/token", desk.token),
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["upload"]["attachment"]


def test_a_file_goes_to_the_bucket_and_comes_back(desk_with_bucket, bucket):
    content = bytes(range(256)) * 1000
    attachment = upload(desk_with_bucket, "lamp.bin", content)
    assert [len(stored.get()["Body"].read()) for stored in bucket.objects.all()] == [len(content)]
    answer = requests.get(attachment["content_url"], auth=(f"{ADMIN}/token", desk_with_bucket.token))
    assert answer.status_code == 200
    assert answer.content == content


def test_the_same_bytes_are_stored_once(desk_with_bucket, bucket):
    for name in ["first.txt", "second.txt"]:
        upload(desk_with_bucket, name, b"the same bytes")
    sizes = [stored.size for stored in bucket.objects.all()]
    assert sizes.count(len(b"the same bytes")) == 1
