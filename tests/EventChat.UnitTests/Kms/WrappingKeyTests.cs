using EventChat.Local.Kms;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Kms;

public sealed class WrappingKeyTests : IDisposable
{
    private static readonly Dictionary<string, string> Ann = new() { ["user"] = "ann" }, Ben = new() { ["user"] = "ben" };

    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-kms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private WrappingKeys Keys() => new(_folder, new FakeTimeProvider());

    [Fact]
    public void A_key_is_the_same_after_a_restart_and_its_file_is_for_its_owner_alone()
    {
        var blob = Keys().Declare("textsKey", null).Encrypt([1, 2, 3], Ann);
        var again = Keys().Declare("textsKey", null);
        Assert.Equal([1, 2, 3], again.Decrypt(blob, Ann));
        Assert.Equal(again.Id, WrappingKey.KeyOf(blob));
        var file = Assert.Single(Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void What_is_wrapped_holds_to_its_context_its_key_and_every_byte()
    {
        var keys = Keys();
        var (key, other) = (keys.Declare("textsKey", null), keys.Declare("tablesKey", null));
        var blob = key.Encrypt([1, 2, 3], Ann);
        Assert.Equal("InvalidCiphertextException", Assert.Throws<KmsException>(() => key.Decrypt(blob, Ben)).Type);
        Assert.Throws<KmsException>(() => key.Decrypt(blob, new Dictionary<string, string>()));
        Assert.Throws<KmsException>(() => other.Decrypt(blob, Ann));
        for (var i = 0; i < blob.Length; i++)
        {
            var changed = blob.ToArray();
            changed[i] ^= 1;
            Assert.Throws<KmsException>(() => key.Decrypt(changed, Ann));
        }
    }

    [Fact]
    public void No_two_contexts_are_the_same()
    {
        var key = Keys().Declare("textsKey", null);
        var blob = key.Encrypt([1], new Dictionary<string, string> { ["a"] = "bc" });
        Assert.Throws<KmsException>(() => key.Decrypt(blob, new Dictionary<string, string> { ["ab"] = "c" }));
    }

    [Fact]
    public void A_key_is_found_by_its_id_and_by_its_ARN_and_no_other_way()
    {
        var keys = Keys();
        var key = keys.Declare("textsKey", null);
        Assert.Same(key, keys.Find(key.Id));
        Assert.Same(key, keys.Find(key.Arn));
        foreach (var name in new[] { "alias/texts", "textsKey", key.Arn.Replace("us-east-1", "eu-west-1", StringComparison.Ordinal), "" })
            Assert.Equal("NotFoundException", Assert.Throws<KmsException>(() => keys.Find(name)).Type);
    }
}
