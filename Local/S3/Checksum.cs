using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EventChat.Local.S3;

/// <summary>The checksums that SDKs send with an object, and S3 compares and gives back.</summary>
internal static class Checksum
{
    public const string Prefix = "x-amz-checksum-";

    /// <summary>Headers: the prefix and the algorithm.</summary>
    public static bool IsKnown(string header) => header is "x-amz-checksum-crc32" or "x-amz-checksum-crc32c" or "x-amz-checksum-crc64nvme" or "x-amz-checksum-sha1" or "x-amz-checksum-sha256";

    [SuppressMessage("Security", "CA5350", Justification = "The protocol's checksum.")]
    public static string Of(string header, ReadOnlySpan<byte> bytes) => Convert.ToBase64String(header switch
    {
        "x-amz-checksum-crc32" => BigEndian(Reflected(0xEDB88320, uint.MaxValue, bytes), 4),
        "x-amz-checksum-crc32c" => BigEndian(Reflected(0x82F63B78, uint.MaxValue, bytes), 4),
        "x-amz-checksum-crc64nvme" => BigEndian(Reflected(0x9A6C9329AC4BC9B5, ulong.MaxValue, bytes), 8),
        "x-amz-checksum-sha1" => SHA1.HashData(bytes),
        "x-amz-checksum-sha256" => SHA256.HashData(bytes),
        _ => throw S3Exception.NotImplemented(header),
    });

    /// <summary>A CRC whose bits run from the lowest; begun and ended with all ones.</summary>
    private static ulong Reflected(ulong polynomial, ulong ones, ReadOnlySpan<byte> bytes)
    {
        Span<ulong> table = stackalloc ulong[256];
        for (var at = 0; at < 256; at++)
        {
            var entry = (ulong)at;
            for (var bit = 0; bit < 8; bit++) entry = (entry & 1) == 1 ? (entry >> 1) ^ polynomial : entry >> 1;
            table[at] = entry;
        }
        var crc = ones;
        foreach (var b in bytes) crc = table[(int)((crc ^ b) & 0xFF)] ^ (crc >> 8);
        return crc ^ ones;
    }

    private static byte[] BigEndian(ulong value, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length; at++) bytes[at] = (byte)(value >> (8 * (length - 1 - at)));
        return bytes;
    }
}
