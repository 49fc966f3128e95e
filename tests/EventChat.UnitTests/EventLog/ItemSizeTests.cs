using Amazon.DynamoDBv2.Model;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog;

/// <summary>The rules of "DynamoDB item sizes and formats". That DynamoDB Local counts alike is shown in the emulator tests.</summary>
public sealed class ItemSizeTests
{
    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 2)]
    [InlineData("12", 2)]
    [InlineData("123", 3)]
    [InlineData("-123", 4)]
    [InlineData("1200", 2)]
    [InlineData("0.0012", 2)]
    [InlineData("12.34", 3)]
    [InlineData("250", 3)]
    [InlineData("0.12", 2)]
    [InlineData("0.012", 3)]
    [InlineData("-0.5", 3)]
    [InlineData("10000000000", 2)]
    [InlineData("1e-3", 2)]
    [InlineData("1.5e10", 3)]
    [InlineData("1.5e11", 2)]
    [InlineData("1750000000123", 8)]
    public void A_number_takes_a_byte_for_a_pair_of_digits_one_more_and_one_for_a_minus(string number, int bytes) =>
        Assert.Equal(bytes, ItemSize.Of(new AttributeValue { N = number }));

    [Fact]
    public void Text_is_counted_in_UTF8_and_names_count()
    {
        var item = new Dictionary<string, AttributeValue> { ["nom"] = new() { S = "é🎉" } };

        Assert.Equal(3 + 2 + 4, ItemSize.Of(item));
    }

    [Fact]
    public void Collections_take_3_bytes_and_1_per_element()
    {
        Assert.Equal(3, ItemSize.Of(new AttributeValue { L = [], IsLSet = true }));
        Assert.Equal(3 + (1 + 2) + (1 + 1), ItemSize.Of(new AttributeValue { L = [new() { S = "ab" }, new() { NULL = true }] }));
        Assert.Equal(3 + 1 + 1 + 16, ItemSize.Of(new AttributeValue { M = new() { ["k"] = new() { B = new MemoryStream(new byte[16]) } } }));
        Assert.Equal(1, ItemSize.Of(new AttributeValue { BOOL = false }));
        Assert.Equal(3, ItemSize.Of(new AttributeValue { SS = ["a", "bc"] }));
    }
}
