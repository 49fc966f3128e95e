using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using CreateTableRequest = Amazon.DynamoDBv2.Model.CreateTableRequest;
using HashKey = Amazon.DynamoDBv2.KeyType;
using ViewType = Amazon.DynamoDBv2.StreamViewType;

namespace EventChat.EmulatorTests.Sdk;

/// <summary>The Streams slice on a server that is not Amazon's: moto, where it is installed.</summary>
public sealed class MotoTests
{
    private static readonly AWSCredentials Credentials = new SessionAWSCredentials("AKID", "secret", "session");

    [SkippableFact]
    public async Task A_record_is_read_from_moto()
    {
        using var moto = await StartAsync();
        var url = $"http://127.0.0.1:{moto.Port}";
        using var dynamo = new AmazonDynamoDBClient(Credentials, new AmazonDynamoDBConfig { ServiceURL = url });
        using var streams = new AmazonDynamoDBStreamsClient(Credentials, new AmazonDynamoDBStreamsConfig { ServiceURL = url });
        var table = await dynamo.CreateTableAsync(new CreateTableRequest
        {
            TableName = "events", BillingMode = BillingMode.PAY_PER_REQUEST, AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            KeySchema = [new("pk", HashKey.HASH)], StreamSpecification = new() { StreamEnabled = true, StreamViewType = ViewType.NEW_IMAGE },
        });
        await dynamo.PutItemAsync("events", new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["pk"] = new("é") });

        var stream = (await streams.DescribeStreamAsync(table.TableDescription.LatestStreamArn)).StreamDescription;
        var iterator = await streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = stream.StreamArn, ShardId = stream.Shards[0].ShardId, ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });
        var record = (await streams.GetRecordsAsync(iterator.ShardIterator)).Records.Single();

        Assert.Equal((OperationType.INSERT, "é"), (record.EventName, record.Dynamodb.NewImage["pk"].S));
    }

    private static async Task<Moto> StartAsync()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("Python is not installed.");
        }
        var errors = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(100))
        {
            if (process.HasExited) throw new SkipException($"moto's server is not installed: {(await errors).TrimEnd().Split('\n')[^1]}");
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port}/moto-api/");
                return new Moto(process, port);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        process.Kill();
        throw new InvalidOperationException("moto did not start in 30 s.");
    }

    private sealed record Moto(Process Process, int Port) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.Dispose();
        }
    }
}
