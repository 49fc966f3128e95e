using EventChat.Local.S3;

namespace EventChat.UnitTests.S3;

public sealed class BucketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-s3").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StoredObject Object(string key, byte[] bytes) => new(key, bytes.Length, "tag", DateTimeOffset.UnixEpoch, new() { ["content-type"] = "text/plain" });

    [Fact]
    public void Objects_outlive_the_process_and_what_was_half_written_does_not()
    {
        var bucket = new Bucket(Path.Combine(_folder, "b"));
        byte[] bytes = [1, (byte)'\n', 2];
        bucket.Write(Object("k/../é", bytes), bytes, _ => { });
        File.WriteAllText(Path.Combine(_folder, "b", "0.new"), "{\"Key\":\"half");
        var again = new Buckets(_folder).Get("b");
        Assert.Equal(bytes, again.Read("k/../é")!.Value.Bytes);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "b")));
        again.Delete("k/../é");
        Assert.True(new Buckets(_folder).Get("b").IsEmpty);
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "CBF43926")]
    [InlineData("x-amz-checksum-crc32c", "E3069283")]
    [InlineData("x-amz-checksum-crc64nvme", "AE8B14860A799888")]
    public void Checksums_are_those_of_their_catalogue(string header, string check) =>
        Assert.Equal(check, Convert.ToHexString(Convert.FromBase64String(Checksum.Of(header, "123456789"u8))));

    [Theory]
    [InlineData("UPPER")]
    [InlineData("a")]
    [InlineData("a..b")]
    [InlineData("../etc")]
    public void A_name_that_S3_refuses_is_refused(string name) =>
        Assert.Equal("InvalidBucketName", Assert.Throws<S3Exception>(() => new Buckets(_folder).Create(name)).Code);
}
