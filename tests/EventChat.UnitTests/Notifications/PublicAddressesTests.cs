using System.Net;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Notifications;

public sealed class PublicAddressesTests
{
    private static readonly PublicAddresses Internet = PublicAddresses.From(null);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("100::1")]
    [InlineData("2001::7f00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_is_not_the_public_internet_is_not_called(string address) => Assert.False(Internet.Allow(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void The_public_internet_is(string address) => Assert.True(Internet.Allow(IPAddress.Parse(address)));

    [Fact]
    public void A_stack_may_allow_networks_of_its_own()
    {
        var addresses = PublicAddresses.From("127.0.0.0/8, fd12::/16");
        Assert.True(addresses.Allow(IPAddress.Loopback));
        Assert.True(addresses.Allow(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.True(addresses.Allow(IPAddress.Parse("fd12::1")));
        Assert.False(addresses.Allow(IPAddress.Parse("10.0.0.1")));
        Assert.False(addresses.Allow(IPAddress.IPv6Loopback));
        Assert.Throws<FormatException>(() => PublicAddresses.From("loopback"));
    }
}
