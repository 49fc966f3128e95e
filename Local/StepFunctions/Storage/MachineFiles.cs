using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>A file a state machine, replaced as a whole.</summary>
internal sealed class MachineFiles(string folder)
{
    public IEnumerable<StateMachine> Read()
    {
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, "*.json")
            .Select(file => StorageJson.Parse(File.ReadAllBytes(file), StorageJson.Default.StateMachine)).OfType<StateMachine>();
    }

    public void Save(StateMachine machine) =>
        FileOf(machine).Replace(StorageJson.Line(machine, StorageJson.Default.StateMachine));

    public void Delete(StateMachine machine) => File.Delete(FileOf(machine).Path);

    // The name may be "..", or differ from another in case alone.
    private AppendFile FileOf(StateMachine machine) =>
        new(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(machine.Name)).AsSpan(0, 20)) + ".json"));
}
