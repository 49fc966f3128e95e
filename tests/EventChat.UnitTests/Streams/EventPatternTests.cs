using System.Text.Json;
using EventChat.Local.Patterns;

namespace EventChat.UnitTests.Streams;

public sealed class EventPatternTests
{
    private const string Record = """
        {"eventName":"INSERT","eventVersion":"1.1","dynamodb":{"Keys":{"pk":{"S":"c#general"},"s":{"N":"7"}},"SizeBytes":120,
         "NewImage":{"n":{"N":"2"},"gone":{"NULL":true},"flag":{"BOOL":false},
                     "e":{"L":[{"M":{"t":{"S":"member.added"}}},{"M":{"t":{"S":"message.sent"},"u":{"S":"ada"}}}]},
                     "tags":{"SS":["red","Blue"]}}},"nothing":null,"list":[1,2.50,"x"]}
        """;

    [Theory]
    [InlineData("""{"eventName":["INSERT"]}""", true)]
    [InlineData("""{"eventName":["MODIFY","INSERT"]}""", true)]
    [InlineData("""{"eventName":["insert"]}""", false)]
    [InlineData("""{"eventName":["INSERT"],"eventVersion":["9"]}""", false)]
    [InlineData("""{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"c#"}]}}}}""", true)]
    [InlineData("""{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"u#"}]}}}}""", false)]
    [InlineData("""{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":{"equals-ignore-case":"C#GEN"}}]}}}}""", true)]
    [InlineData("""{"dynamodb":{"Keys":{"pk":{"S":[{"suffix":"general"}]}}}}""", true)]
    [InlineData("""{"dynamodb":{"Keys":{"pk":{"S":[{"suffix":"gen"}]}}}}""", false)]
    [InlineData("""{"eventName":[{"equals-ignore-case":"insert"}]}""", true)]
    [InlineData("""{"nothing":[null]}""", true)]
    [InlineData("""{"eventName":[null]}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"flag":{"BOOL":[false]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"flag":{"BOOL":[true]}}}}""", false)]
    // Arrays are searched, objects and values alike.
    [InlineData("""{"list":["x"]}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"tags":{"SS":["Blue"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"e":{"L":{"M":{"t":{"S":["message.sent"]}}}}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"e":{"L":{"M":{"t":{"S":["message.edited"]}}}}}}}""", false)]
    // One element has to match as a whole.
    [InlineData("""{"dynamodb":{"NewImage":{"e":{"L":{"M":{"t":{"S":["message.sent"]},"u":{"S":["ada"]}}}}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"e":{"L":{"M":{"t":{"S":["member.added"]},"u":{"S":["ada"]}}}}}}}""", false)]
    // Numbers: as they are written; and DynamoDB's are text.
    [InlineData("""{"dynamodb":{"SizeBytes":[120]}}""", true)]
    [InlineData("""{"dynamodb":{"SizeBytes":[120.0]}}""", false)]
    [InlineData("""{"dynamodb":{"SizeBytes":[{"numeric":["=",120.0]}]}}""", true)]
    [InlineData("""{"dynamodb":{"SizeBytes":[{"numeric":[">",100,"<=",120]}]}}""", true)]
    [InlineData("""{"dynamodb":{"SizeBytes":[{"numeric":["<",120]}]}}""", false)]
    [InlineData("""{"dynamodb":{"SizeBytes":[{"numeric":[">=",121]}]}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"n":{"N":[{"numeric":["=",2]}]}}}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"n":{"N":["2"]}}}}""", true)]
    [InlineData("""{"eventName":[{"exists":true}]}""", true)]
    [InlineData("""{"userIdentity":[{"exists":true}]}""", false)]
    [InlineData("""{"userIdentity":[{"exists":false}]}""", true)]
    [InlineData("""{"userIdentity":{"type":[{"exists":false}]}}""", true)]
    [InlineData("""{"userIdentity":{"type":["Service"]}}""", false)]
    [InlineData("""{"eventName":[{"exists":false}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":["REMOVE","MODIFY"]}]}""", true)]
    [InlineData("""{"eventName":[{"anything-but":"INSERT"}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":{"prefix":"REM"}}]}""", true)]
    [InlineData("""{"eventName":[{"anything-but":{"prefix":["IN","RE"]}}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":{"suffix":"SERT"}}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":{"equals-ignore-case":["insert"]}}]}""", false)]
    [InlineData("""{"missing":[{"anything-but":"x"}]}""", false)]
    [InlineData("""{"dynamodb":{"SizeBytes":[{"anything-but":[1,2]}]}}""", true)]
    [InlineData("""{"$or":[{"eventName":["REMOVE"]},{"dynamodb":{"SizeBytes":[120]}}]}""", true)]
    [InlineData("""{"$or":[{"eventName":["REMOVE"]},{"eventName":["MODIFY"]}],"eventVersion":["1.1"]}""", false)]
    [InlineData("""{"dynamodb":{"$or":[{"Keys":{"pk":{"S":["x"]}}},{"Keys":{"s":{"N":["7"]}}}],"SizeBytes":[120]}}""", true)]
    [InlineData("{}", true)]
    public void A_pattern_matches_as_Lambda_documents_it(string pattern, bool expected)
    {
        using var record = JsonDocument.Parse(Record);

        Assert.Equal(expected, EventPattern.Parse(pattern).Matches(record.RootElement));
    }

    [Theory]
    [InlineData("""{"eventName":"INSERT"}""", "eventName")]
    [InlineData("""{"eventName":[]}""", "eventName")]
    [InlineData("""{"a":{"b":[["x"]]}}""", "a.b")]
    [InlineData("""{"a":[{"wildcard":"x*"}]}""", "wildcard")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "cidr")]
    [InlineData("""{"a":[{"prefix":5}]}""", "text")]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "alone")]
    [InlineData("""{"a":[{"exists":"yes"}]}""", "exists")]
    [InlineData("""{"a":[{"numeric":["!",5]}]}""", "!")]
    [InlineData("""{"a":[{"numeric":["<"]}]}""", "pairs")]
    [InlineData("""{"$or":{"a":[1]}}""", "$or")]
    [InlineData("""{"$or":[{"a":[1]}]}""", "$or")]
    [InlineData("[1]", "object")]
    [InlineData("", "JSON")]
    public void What_a_mapping_would_refuse_is_refused_by_name(string pattern, string named)
    {
        var error = Assert.Throws<EventPatternException>(() => EventPattern.Parse(pattern));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
