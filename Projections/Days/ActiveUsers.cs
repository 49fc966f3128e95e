using System.Buffers.Binary;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// How many different people: counted up to <see cref="Exact"/>, estimated beyond (HyperLogLog, Flajolet et al. 2007), so that a day of 100,000 people takes
/// 512 bytes. The standard error of the estimate is 1.04 / √512 = 4.6 %. Immutable; who comes first does not matter.
/// </summary>
public sealed class ActiveUsers
{
    /// <summary>4 bytes each: two of so many fall together once in a million days.</summary>
    public const int Exact = 100;

    /// <summary>One character each on a head, which stays within one write unit of 1 KB.</summary>
    public const int Registers = 512;

    /// <summary>Bits of a hash that name its register.</summary>
    private const int RegisterBits = 9;

    public static readonly ActiveUsers None = new([], null);

    private readonly uint[] _hashes;
    private readonly byte[]? _registers;

    private ActiveUsers(uint[] hashes, byte[]? registers) => (_hashes, _registers) = (hashes, registers);

    public long Count => _registers is null ? _hashes.Length : Estimate(_registers);

    public ActiveUsers With(UserId user)
    {
        var hash = Hash(user);
        if (_registers is not null) return Raised(_registers, hash) is { } raised ? new([], raised) : this;
        var at = Array.BinarySearch(_hashes, hash);
        if (at >= 0) return this;
        if (_hashes.Length < Exact) return new([.. _hashes[..~at], hash, .. _hashes[~at..]], null);
        var registers = new byte[Registers];
        foreach (var known in (uint[])[.. _hashes, hash]) registers = Raised(registers, known) ?? registers;
        return new([], registers);
    }

    /// <returns>Null if the register knows as much already.</returns>
    private static byte[]? Raised(byte[] registers, uint hash)
    {
        var at = hash >> (32 - RegisterBits);
        // The place of the first 1 among the 23 bits left; a 1 beyond them bounds it.
        var rank = (byte)(System.Numerics.BitOperations.LeadingZeroCount((hash << RegisterBits) | (1u << (RegisterBits - 1))) + 1);
        if (registers[at] >= rank) return null;
        byte[] raised = [.. registers];
        raised[at] = rank;
        return raised;
    }

    private static long Estimate(byte[] registers)
    {
        var (sum, zeros) = (0.0, 0);
        foreach (var rank in registers)
        {
            sum += 1.0 / (1u << rank);
            if (rank == 0) zeros++;
        }
        var estimate = 0.7213 / (1 + 1.079 / Registers) * Registers * Registers / sum;
        if (estimate <= 2.5 * Registers && zeros > 0) estimate = Registers * Math.Log((double)Registers / zeros);
        return (long)Math.Round(estimate);
    }

    /// <summary>The hashes as base64; or <c>~</c> and a letter for each register, <c>A</c> for 0.</summary>
    public override string ToString() => _registers is null
        ? Convert.ToBase64String([.. _hashes.SelectMany(BigEndian)])
        : $"{RegistersMark}{string.Concat(_registers.Select(rank => (char)('A' + rank)))}";

    public static ActiveUsers Parse(string text)
    {
        if (text.StartsWith(RegistersMark)) return new([], [.. text.Skip(1).Select(c => (byte)(c - 'A'))]);
        var bytes = Convert.FromBase64String(text);
        return new([.. bytes.Chunk(sizeof(uint)).Select(b => BinaryPrimitives.ReadUInt32BigEndian(b))], null);
    }

    private static byte[] BigEndian(uint hash)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, hash);
        return bytes;
    }

    private const char RegistersMark = '~';

    /// <summary>FNV-1a over the id, then MurmurHash3's finaliser, so that ids that differ in their last letter differ in every bit. Stored on heads: for ever.</summary>
    private static uint Hash(UserId user)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var c in user.Value) hash = (hash ^ c) * 1_099_511_628_211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return (uint)(hash >> 32);
    }
}
