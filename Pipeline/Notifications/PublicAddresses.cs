using System.Net;
using System.Net.Sockets;

namespace EventChat.Pipeline;

/// <summary>
/// Which addresses a webhook may lead to: the public internet, and what the stack allows besides. Everything else would let a user make us call
/// what only we can reach. Blocks: IANA's special-purpose registries of IPv4 and IPv6 addresses.
/// </summary>
/// <param name="allowed">Networks that are allowed although they are not public.</param>
public sealed class PublicAddresses(IReadOnlyList<IPNetwork> allowed)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            // Link-local; 169.254.169.254 and 169.254.170.2 hand out credentials on AWS.
            "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only global unicast is public, and of that not what stands for an IPv4 address or for nothing.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    public bool Allow(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (allowed.Any(network => network.Contains(address))) return true;
        return address.AddressFamily is AddressFamily.InterNetwork
            ? !NotPublic.Any(network => network.Contains(address))
            : GlobalUnicast.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }

    /// <summary>443, or one that no privileged service listens on.</summary>
    public static bool AllowPort(int port) => port == 443 || port >= 1_024;

    /// <param name="networks">CIDR notation, separated by commas; null or empty: none.</param>
    /// <exception cref="FormatException">One is none.</exception>
    public static PublicAddresses From(string? networks) =>
        new([.. (networks ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => IPNetwork.Parse(n))]);
}
