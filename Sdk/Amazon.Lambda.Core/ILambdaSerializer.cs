namespace Amazon.Lambda.Core;

/// <summary>Turns the invocation's payload into a handler's argument, and its result into the answer.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);
    void Serialize<T>(T response, Stream responseStream);
}
