using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.JsonProtocol;

internal sealed class JsonMarshaller<TRequest>(JsonService service, string operation, JsonTypeInfo<TRequest> json, string? hostPrefix)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input) => new DefaultRequest(input, service.Id)
    {
        HttpMethod = "POST",
        ResourcePath = "/",
        HostPrefix = hostPrefix,
        Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, json),
        Headers =
        {
            ["X-Amz-Target"] = $"{service.TargetPrefix}.{operation}",
            ["Content-Type"] = $"application/x-amz-json-{service.JsonVersion}",
            ["X-Amz-Api-Version"] = service.ApiVersion,
        },
    };
}

internal sealed class JsonUnmarshaller<TResponse>(JsonService service, JsonTypeInfo<TResponse> json) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        JsonSerializer.Deserialize(context.Stream, json) ?? new TResponse();

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.ToException(error);
    }
}
