using System.Text;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using EventChat.Local.Streams;
using StreamsRecord = Amazon.DynamoDBStreams.Model.Record;

namespace EventChat.UnitTests.Streams;

public sealed class StreamEventTests
{
    [Fact]
    public void A_record_is_written_as_Lambda_sends_it()
    {
        var record = new StreamsRecord
        {
            EventID = "c4ca", EventName = OperationType.MODIFY, EventVersion = "1.1", EventSource = "aws:dynamodb", AwsRegion = "ddblocal",
            UserIdentity = new Identity { PrincipalId = "dynamodb.amazonaws.com", Type = "Service" },
            Dynamodb = new StreamRecord
            {
                ApproximateCreationDateTime = new DateTime(2016, 11, 18, 20, 9, 0, DateTimeKind.Utc),
                Keys = new() { ["pk"] = new() { S = "c#é\"" }, ["s"] = new() { N = "1" } },
                NewImage = new()
                {
                    ["b"] = new() { B = new MemoryStream([1, 2, 255]) }, ["f"] = new() { BOOL = false }, ["z"] = new() { NULL = true },
                    ["l"] = new() { L = [new() { S = "" }, new() { M = [] }] }, ["bs"] = new() { BS = [new MemoryStream([7])] },
                    ["ns"] = new() { NS = ["1.5"] }, ["ss"] = new() { SS = ["a"] },
                },
                SequenceNumber = "4421584500000000017450439091", SizeBytes = 26, StreamViewType = StreamViewType.NEW_IMAGE,
            },
        };

        var json = StreamEvent.Join([StreamEvent.WriteRecord(record, "arn:aws:dynamodb:eu-west-1:000000000000:table/t/stream/1")]);

        Assert.Equal("""
            {"Records":[{"eventID":"c4ca","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
            "dynamodb":{"ApproximateCreationDateTime":1479499740,"Keys":{"pk":{"S":"c#é\""},"s":{"N":"1"}},
            "NewImage":{"b":{"B":"AQL/"},"f":{"BOOL":false},"z":{"NULL":true},"l":{"L":[{"S":""},{"M":{}}]},"bs":{"BS":["Bw=="]},
            "ns":{"NS":["1.5"]},"ss":{"SS":["a"]}},"SequenceNumber":"4421584500000000017450439091","SizeBytes":26,"StreamViewType":"NEW_IMAGE"},
            "eventSourceARN":"arn:aws:dynamodb:eu-west-1:000000000000:table/t/stream/1",
            "userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"}}]}
            """.ReplaceLineEndings(""), Encoding.UTF8.GetString(json));
    }

    [Fact]
    public void Records_of_a_batch_are_joined_by_commas() =>
        Assert.Equal("""{"Records":[1,2,3]}""", Encoding.UTF8.GetString(StreamEvent.Join(["1"u8.ToArray(), "2"u8.ToArray(), "3"u8.ToArray()])));
}
