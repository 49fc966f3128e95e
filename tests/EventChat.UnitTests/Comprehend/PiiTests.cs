using EventChat.Local.Comprehend.Pii;

namespace EventChat.UnitTests.Comprehend;

public sealed class PiiTests
{
    [Theory]
    [InlineData("mail ann.lee+x@example.co.uk.", "EMAIL", "ann.lee+x@example.co.uk")]
    [InlineData("see https://example.com/a?b=1.", "URL", "https://example.com/a?b=1")]
    [InlineData("card 4111 1111 1111 1111 ok", "CREDIT_DEBIT_NUMBER", "4111 1111 1111 1111")]
    [InlineData("SSN 078-05-1120", "SSN", "078-05-1120")]
    [InlineData("from 192.168.0.1.", "IP_ADDRESS", "192.168.0.1")]
    [InlineData("from 2001:db8::8a2e:370:7334 too", "IP_ADDRESS", "2001:db8::8a2e:370:7334")]
    [InlineData("mac 00:1A:2b:3c:4d:5e", "MAC_ADDRESS", "00:1A:2b:3c:4d:5e")]
    [InlineData("pay DE89 3704 0044 0532 0130 00 now", "INTERNATIONAL_BANK_ACCOUNT_NUMBER", "DE89 3704 0044 0532 0130 00")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", "AWS_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SECRET_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("call (206) 555-0100 today", "PHONE", "(206) 555-0100")]
    [InlineData("call +49 30 901820", "PHONE", "+49 30 901820")]
    [InlineData("I live at 12 Baker Street, London", "ADDRESS", "12 Baker Street, London")]
    [InlineData("My name is Ann Lee", "NAME", "Ann Lee")]
    [InlineData("the password is hunter22!", "PASSWORD", "hunter22!")]
    [InlineData("born 1984-05-17", "DATE_TIME", "1984-05-17")]
    [InlineData("I am 42 years old", "AGE", "42")]
    [InlineData("routing number 021000021", "BANK_ROUTING", "021000021")]
    [InlineData("VIN 1HGCM82633A004352", "VEHICLE_IDENTIFICATION_NUMBER", "1HGCM82633A004352")]
    [InlineData("QQ 12 34 56 C? no, AB 12 34 56 C", "UK_NATIONAL_INSURANCE_NUMBER", "AB 12 34 56 C")]
    [InlineData("my pin is 4711", "PIN", "4711")]
    public void Personal_data_is_found_where_it_stands(string text, string type, string value)
    {
        var entity = Assert.Single(PiiSearch.In(text), e => e.Type == type);
        Assert.Equal(value, text[entity.Begin..entity.End]);
    }

    [Theory]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("DE89 3704 0044 0532 0130 01")]
    [InlineData("666-12-3456")]
    [InlineData("300.1.1.1 and v1.2.3")]
    [InlineData("room 12, at 10:30, 3 of 4")]
    [InlineData("commit 3f2a9c1d0b7e4f5a6c8d9e0f1a2b3c4d5e6f7a8b")]
    [InlineData("a::b and std::vector")]
    [InlineData("1HGCM82633A004353")]
    [InlineData("order 12345678")]
    public void What_only_looks_like_it_is_not(string text) => Assert.Empty(PiiSearch.In(text));

    [Fact]
    public void Offsets_count_code_points()
    {
        var entity = Assert.Single(PiiSearch.In("😀😀 a@b.io"));
        Assert.Equal((3, 9), (entity.Begin, entity.End));
    }

    [Fact]
    public void Entities_do_not_overlap_and_are_in_order()
    {
        var all = PiiSearch.In("https://x.io/?q=a@b.io then a@b.io, 10.0.0.1");
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Begin));
    }
}
