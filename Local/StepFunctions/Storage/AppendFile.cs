using Microsoft.Win32.SafeHandles;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>
/// A file of lines that only grows. What was appended survives the process's death (not the machine's: nothing waits for the disk);
/// a line that was cut short by it is cut off before the next one is written.
/// </summary>
/// <param name="keepOpen">For the one file that every execution writes to; thousands of others may wait, and must not each hold a handle.</param>
internal sealed class AppendFile(string path, bool keepOpen = false) : IDisposable
{
    private readonly Lock _lock = new();
    private SafeFileHandle? _handle;
    private long _end = -1;

    public string Path => path;

    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            var handle = _handle ?? Open();
            try
            {
                if (_end < 0) _end = EndOfLastLine(handle);
                RandomAccess.Write(handle, lines, _end);
                _end += lines.Length;
            }
            finally
            {
                if (keepOpen) _handle = handle;
                else handle.Dispose();
            }
        }
    }

    /// <summary>The whole lines, without a torn one at the end; none if there is no file.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        byte[] all;
        try
        {
            all = Read();
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            yield break;
        }
        for (var start = 0; start < all.Length;)
        {
            var length = all.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0) yield break;
            yield return all.AsMemory(start, length);
            start += length + 1;
        }
    }

    /// <summary>Puts these lines in the place of all there are; either the old or the new ones survive.</summary>
    public void Replace(ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            _handle?.Dispose();
            _handle = null;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes($"{path}.new", lines);
            File.Move($"{path}.new", path, overwrite: true);
            _end = lines.Length;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _handle?.Dispose();
            _handle = null;
        }
    }

    private byte[] Read()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var all = new byte[file.Length];
        return all[..file.ReadAtLeast(all, all.Length, throwOnEndOfStream: false)];
    }

    private SafeFileHandle Open()
    {
        try
        {
            return Handle();
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return Handle();
        }
    }

    private SafeFileHandle Handle() => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static long EndOfLastLine(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        Span<byte> block = stackalloc byte[512];
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var part = block[..(int)(end - start)];
            RandomAccess.Read(handle, part, start);
            if (part.LastIndexOf((byte)'\n') is >= 0 and var at)
            {
                if (start + at + 1 < length) RandomAccess.SetLength(handle, start + at + 1);
                return start + at + 1;
            }
            end = start;
        }
        if (length > 0) RandomAccess.SetLength(handle, 0);
        return 0;
    }
}
