using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>An object that names what it lacks, instead of answering <c>undefined</c> and failing later as "not a function".</summary>
internal sealed class StrictObject(Engine engine, string name) : ObjectInstance(engine)
{
    public void Add(string member, int length, Func<JsValue[], JsValue> function) =>
        FastSetDataProperty(member, new ClrFunction(Engine, member, (_, arguments) => function(arguments), length, PropertyFlag.Configurable));

    public void Add(string member, JsValue value) => FastSetDataProperty(member, value);

    public override JsValue Get(JsValue property, JsValue receiver)
    {
        var value = base.Get(property, receiver);
        if (value.IsUndefined() && property.IsString())
            throw new ResolverException($"{name}.{property.AsString()} is not provided by this emulator.", "Code");
        return value;
    }
}
