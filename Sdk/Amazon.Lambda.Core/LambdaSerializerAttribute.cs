namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a class library's handlers. An executable passes its serializer to the bootstrap instead.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
