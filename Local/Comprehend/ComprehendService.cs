using System.Text.Json.Nodes;
using EventChat.Local.Comprehend.Faults;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Comprehend;

/// <summary>Comprehend on the wire: AWS JSON 1.1 under <c>Comprehend_20171127</c>. Every answer says that it comes from a stand-in.</summary>
internal sealed class ComprehendService(FaultPlan faults, CallRate rate, IRequestSignature signature, TimeProvider time)
    : JsonService(JsonWire.Comprehend, MaxBody, signature, time)
{
    /// <summary>Bytes: the longest batch, every character escaped.</summary>
    private const int MaxBody = 1 << 20;

    private readonly TimeProvider _time = time;

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        http.Response.Headers["x-eventchat-stand-in"] = "comprehend";
        var detect = Detections.All.GetValueOrDefault(operation) ?? throw new ComprehendException("UnknownOperationException",
            $"{operation} is not an operation of this Comprehend stand-in. There are: {string.Join(", ", Detections.All.Keys)}.");
        var body = await ReadAsync(http);
        Verify(http, body);
        return await GoesOnAsync(operation, http) ? detect(new ComprehendRequest(Parse(body))) : null;
    }

    protected override (int Status, JsonObject Body) Refusal(WireException e, IHeaderDictionary headers)
    {
        var error = new JsonObject { ["__type"] = e.Type, ["Message"] = e.Message };
        if (e is ComprehendException { Reason: { } reason }) error["Reason"] = reason;
        return ((e as ComprehendException)?.Status ?? StatusCodes.Status400BadRequest, error);
    }

    /// <summary>Lets go wrong what was asked for. False: the connection is closed, there is nobody to answer.</summary>
    private async Task<bool> GoesOnAsync(string operation, HttpContext http)
    {
        var (fault, latency) = faults.Next(operation);
        if (latency > TimeSpan.Zero) await Task.Delay(latency, _time, http.RequestAborted);
        if (fault is Fault.Throttling || !rate.Allows(operation)) throw new ComprehendException("ThrottlingException", "Rate exceeded");
        if (fault is Fault.Outage) throw new ComprehendException("InternalServerException", "An internal server error occurred. Retry your request.", status: 500);
        if (fault is not Fault.Connection) return true;
        http.Abort();
        return false;
    }
}
