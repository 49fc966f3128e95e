using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EventChat.Local.Patterns;

/// <summary>IPv4 or IPv6 addresses with the same first bits: <c>10.0.0.0/24</c>.</summary>
internal sealed class AddressRange
{
    private readonly IPNetwork _network;

    private AddressRange(IPNetwork network) => _network = network;

    public static AddressRange Parse(string range, string path)
    {
        var parts = range.Split('/');
        if (parts.Length != 2) throw PatternReader.Wrong(path, "cidr: Malformed CIDR, one '/' required");
        if (!TryAddress(parts[0], out var address)) throw PatternReader.Wrong(path, $"cidr: Nonstandard IP address: {parts[0]}");
        var bits = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > bits)
            throw PatternReader.Wrong(path, $"cidr: Malformed CIDR, mask bits must be between 0 and {bits}");
        return new AddressRange(new IPNetwork(Masked(address, length), length));
    }

    public bool Contains(string address) => TryAddress(address, out var parsed) && _network.Contains(parsed);

    /// <summary>.NET also reads <c>1</c> and <c>0x7f.1</c> as addresses; a pattern does not.</summary>
    private static bool TryAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Length > 45 || text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal)) return false;
        if (!text.Contains(':', StringComparison.Ordinal) && text.Split('.') is not { Length: 4 }) return false;
        return IPAddress.TryParse(text, out address!) && (address.AddressFamily is AddressFamily.InterNetworkV6 || address.ToString() == text);
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - i * 8, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }
        return new IPAddress(bytes);
    }
}
