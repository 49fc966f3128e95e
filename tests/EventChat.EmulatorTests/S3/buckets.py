"""A bucket's life as boto3 sees it. Says how many steps passed."""
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3", config=Config(read_timeout=10, s3={"addressing_style": "path"}, retries={"max_attempts": 0}))
steps = 0


def passed():
    global steps
    steps += 1


def fails(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response["Error"]
        return
    raise AssertionError(f"{code} expected")


s3.create_bucket(Bucket="py-bucket")
s3.head_bucket(Bucket="py-bucket")
assert "py-bucket" in [b["Name"] for b in s3.list_buckets()["Buckets"]]
fails("404", s3.head_bucket, Bucket="py-none")
passed()

for algorithm in ("CRC32", "SHA1", "SHA256"):
    put = s3.put_object(Bucket="py-bucket", Key="sum", Body=b"123456789", ChecksumAlgorithm=algorithm)
    got = s3.get_object(Bucket="py-bucket", Key="sum", ChecksumMode="ENABLED")
    assert got["Body"].read() == b"123456789" and got[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
fails("BadDigest", s3.put_object, Bucket="py-bucket", Key="sum", Body=b"x", ChecksumCRC32="AAAAAA==")
passed()

assert s3.get_object(Bucket="py-bucket", Key="sum", Range="bytes=2-4")["Body"].read() == b"345"
assert s3.get_object(Bucket="py-bucket", Key="sum", Range="bytes=-2")["ContentRange"] == "bytes 7-8/9"
fails("InvalidRange", s3.get_object, Bucket="py-bucket", Key="sum", Range="bytes=9-")
passed()

head = s3.head_object(Bucket="py-bucket", Key="sum")
assert head["ContentLength"] == 9
fails("304", s3.get_object, Bucket="py-bucket", Key="sum", IfNoneMatch=head["ETag"])
fails("PreconditionFailed", s3.get_object, Bucket="py-bucket", Key="sum", IfMatch='"other"')
fails("PreconditionFailed", s3.put_object, Bucket="py-bucket", Key="sum", Body=b"", IfNoneMatch="*")
passed()

for key in ("a/1", "a/2", "b/1", "c", "d é"):
    s3.put_object(Bucket="py-bucket", Key=key, Body=b"x")
page = s3.list_objects_v2(Bucket="py-bucket", Delimiter="/", MaxKeys=2)
assert [p["Prefix"] for p in page["CommonPrefixes"]] == ["a/", "b/"] and page["IsTruncated"]
rest = s3.list_objects_v2(Bucket="py-bucket", Delimiter="/", MaxKeys=9, ContinuationToken=page["NextContinuationToken"])
assert [o["Key"] for o in rest["Contents"]] == ["c", "d é", "sum"] and not rest["IsTruncated"] and "CommonPrefixes" not in rest
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="py-bucket", Prefix="a/", PaginationConfig={"PageSize": 1})
assert [o["Key"] for p in pages for o in p["Contents"]] == ["a/1", "a/2"]
passed()

fails("BucketNotEmpty", s3.delete_bucket, Bucket="py-bucket")
deleted = s3.delete_objects(Bucket="py-bucket", Delete={"Objects": [{"Key": k} for k in ("a/1", "a/2", "b/1", "c", "d é", "none")]})
assert len(deleted["Deleted"]) == 6
s3.delete_object(Bucket="py-bucket", Key="sum")
passed()

fails("NotImplemented", s3.put_object, Bucket="py-bucket", Key="x", Body=b"x", ACL="public-read")
fails("NotImplemented", s3.put_bucket_versioning, Bucket="py-bucket", VersioningConfiguration={"Status": "Enabled"})
fails("NotImplemented", s3.get_object_tagging, Bucket="py-bucket", Key="x")
fails("NotImplemented", s3.copy_object, Bucket="py-bucket", Key="y", CopySource="py-bucket/x")
passed()

s3.delete_bucket(Bucket="py-bucket")
fails("NoSuchBucket", s3.list_objects_v2, Bucket="py-bucket")
passed()
print(f"{steps} steps passed")
