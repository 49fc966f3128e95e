using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.S3;

/// <summary>The official clients as they come: chunked bodies, trailing checksums, and answers that they check.</summary>
public sealed class S3ClientTests(S3Server server) : IClassFixture<S3Server>, IDisposable
{
    private readonly AmazonS3Client _s3 = new("AKIAIOSFODNN7EXAMPLE", "secret", new AmazonS3Config
    {
        ServiceURL = server.Port.Url, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0,
    });

    public void Dispose() => _s3.Dispose();

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("folder/with space+plus%25 é 😀.txt")]
    [InlineData("a//b/../c")]
    public async Task An_object_comes_back_as_it_went(string key)
    {
        await _s3.PutBucketAsync("round");
        var bytes = Encoding.UTF8.GetBytes(new string('x', 200_000) + "end");
        var put = new PutObjectRequest { BucketName = "round", Key = key, InputStream = new MemoryStream(bytes), ContentType = "text/plain" };
        put.Metadata["colour"] = "red";
        await _s3.PutObjectAsync(put);
        using var got = await _s3.GetObjectAsync("round", key);
        using var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read);
        Assert.Equal(bytes, read.ToArray());
        Assert.Equal(("text/plain", "red"), (got.Headers.ContentType, got.Metadata["colour"]));
    }

    [Fact]
    public async Task Errors_have_their_codes()
    {
        Assert.Equal("NoSuchBucket", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => _s3.GetObjectAsync("nowhere-at-all", "x"))).ErrorCode);
        await _s3.PutBucketAsync("errors");
        Assert.Equal("NoSuchKey", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => _s3.GetObjectAsync("errors", "x"))).ErrorCode);
        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => _s3.InitiateMultipartUploadAsync("errors", "x"));
        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (refused.StatusCode, refused.ErrorCode));
    }

    [Fact]
    public async Task A_presigned_url_is_enough_and_nothing_is_not()
    {
        await _s3.PutBucketAsync("presigned");
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "presigned", Key = "k", ContentBody = "here" });
        var url = await _s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = "presigned", Key = "k", Expires = DateTime.Today.AddDays(2), Protocol = Protocol.HTTP });
        using var http = new HttpClient();
        Assert.Equal("here", await http.GetStringAsync(url));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{server.Port.Url}/presigned/k")).StatusCode);
    }

    [SkippableFact]
    public async Task Boto3_uses_all_that_there_is()
    {
        await server.Port.SkipWithoutBotoAsync();
        var run = await server.Port.RunAsync("python3", Path.Combine(RepositoryRoot.Find(), "tests", "EventChat.EmulatorTests", "S3", "buckets.py"));
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Contains("8 steps passed", run.Said, StringComparison.Ordinal);
    }
}
