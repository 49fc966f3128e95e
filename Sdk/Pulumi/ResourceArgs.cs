namespace Pulumi;

public abstract class InputArgs;

/// <summary>A nested object of arguments.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new EmptyArgs();

    private sealed class EmptyArgs : ResourceArgs;
}

/// <summary>Arguments of a function of the provider.</summary>
public abstract class InvokeArgs : InputArgs;
