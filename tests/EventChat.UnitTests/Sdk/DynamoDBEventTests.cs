using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.AppSyncEvents;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace EventChat.UnitTests.Sdk;

[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
[JsonSerializable(typeof(AppSyncResolverEvent<SendArguments>))]
public sealed partial class FunctionJson : JsonSerializerContext;

public sealed record SendArguments(string Text);

/// <summary>Events as Lambda really sends them, read by the source-generated serializer.</summary>
public sealed class DynamoDBEventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<FunctionJson> Serializer = new();

    [Theory]
    [InlineData("1479499740")]
    [InlineData("1.47949974E9")]
    public void A_stream_event_is_read_whole(string creation)
    {
        var record = Read($$$$"""
            {"Records":[{"eventID":"c4ca4238a0b923820dcc509a6f75849b","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb",
             "awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":{{{{creation}}}},"Keys":{"pk":{"S":"c#general"},"s":{"N":"101"}},
             "NewImage":{"k":{"L":[{"B":"AQL/"}]},"e":{"L":[{"M":{"t":{"S":"message.sent"}}}]},"n":{"N":"1"},"f":{"BOOL":false},"z":{"NULL":true},
             "ss":{"SS":["a"]},"bs":{"BS":["Bw=="]}},
             "SequenceNumber":"4421584500000000017450439091","SizeBytes":26,"StreamViewType":"NEW_IMAGE"},
             "eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/events/stream/2015-05-11T21:21:33.291",
             "userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"}}]}
            """).Records.Single();

        Assert.Equal(("INSERT", "aws:dynamodb", "us-east-1", "1.1"), (record.EventName, record.EventSource, record.AwsRegion, record.EventVersion));
        Assert.EndsWith("2015-05-11T21:21:33.291", record.EventSourceArn, StringComparison.Ordinal);
        Assert.Equal(("dynamodb.amazonaws.com", "Service"), (record.UserIdentity.PrincipalId, record.UserIdentity.Type));
        Assert.Equal(new DateTime(2016, 11, 18, 20, 9, 0, DateTimeKind.Utc), record.Dynamodb.ApproximateCreationDateTime);
        Assert.Equal(("c#general", "101"), (record.Dynamodb.Keys["pk"].S, record.Dynamodb.Keys["s"].N));
        var image = record.Dynamodb.NewImage;
        Assert.Equal([1, 2, 255], image["k"].L[0].B.ToArray());
        Assert.Equal("message.sent", image["e"].L[0].M["t"].S);
        Assert.Equal((false, true), (image["f"].BOOL, image["z"].NULL));
        Assert.Equal(("a", (byte)7), (image["ss"].SS[0], image["bs"].BS[0].ToArray()[0]));
        Assert.Equal(("4421584500000000017450439091", 26L), (record.Dynamodb.SequenceNumber, record.Dynamodb.SizeBytes));
        Assert.Null(record.Dynamodb.OldImage);
    }

    [Fact]
    public void A_partial_batch_answer_has_Lambdas_names()
    {
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"42"}]}""", Write(new StreamsEventResponse
        {
            BatchItemFailures = [new StreamsEventResponse.BatchItemFailure { ItemIdentifier = "42" }],
        }));
        Assert.Equal("""{"batchItemFailures":[]}""", Write(new StreamsEventResponse { BatchItemFailures = [] }));
    }

    [Fact]
    public void An_AppSync_event_is_read_with_its_arguments_and_identity()
    {
        var resolve = Serializer.Deserialize<AppSyncResolverEvent<SendArguments>>(new MemoryStream("""
            {"arguments":{"text":"hé"},"identity":{"sub":"u-1","groups":["moderators"]},"source":null,"prev":null,"stash":{},
             "request":{"headers":{"host":"x"},"domainName":null},
             "info":{"fieldName":"sendMessage","parentTypeName":"Mutation","selectionSetList":["seq"],"variables":{}}}
            """u8.ToArray()));

        Assert.Equal(("hé", "sendMessage", "Mutation"), (resolve.Arguments.Text, resolve.Info.FieldName, resolve.Info.ParentTypeName));
        var identity = Assert.IsType<System.Text.Json.JsonElement>(resolve.Identity);
        Assert.Equal("u-1", identity.GetProperty("sub").GetString());
    }

    [Fact]
    public void What_does_not_fit_is_a_serializer_error() =>
        Assert.Throws<JsonSerializerException>(() => Read("""{"Records":7}"""));

    [Fact]
    public void A_type_that_is_missing_in_the_context_is_named()
    {
        var error = Assert.Throws<JsonSerializerException>(() => Write(new Uri("https://example.com")));

        Assert.Contains("Uri", error.Message, StringComparison.Ordinal);
    }

    private static DynamoDBEvent Read(string json) => Serializer.Deserialize<DynamoDBEvent>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
