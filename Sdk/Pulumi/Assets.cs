using Pulumi.Yaml;

namespace Pulumi;

public abstract class AssetOrArchive : INodeSource
{
    private readonly YamlNode.Call _call;

    private protected AssetOrArchive(string function, string argument) => _call = new(function, YamlNode.Constant(argument));

    YamlNode INodeSource.ToNode() => _call;
}

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string function, string argument) : base(function, argument) { }
}

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string function, string argument) : base(function, argument) { }
}

/// <param name="path">Relative to the folder of Pulumi.yaml.</param>
public sealed class FileArchive(string path) : Archive("fileArchive", path);

/// <param name="path">Relative to the folder of Pulumi.yaml.</param>
public sealed class FileAsset(string path) : Asset("fileAsset", path);

public sealed class StringAsset(string text) : Asset("stringAsset", text);
