using Amazon;
using Amazon.Comprehend;
using Amazon.Comprehend.Model;
using Amazon.Runtime;
using EventChat.Local.Comprehend.Pii;
using EventChat.Local.Comprehend.Toxicity;

namespace EventChat.UnitTests.Moderation;

/// <summary>Comprehend as the stand-in answers it, without the wire; counts what it is asked, and fails when told to.</summary>
internal sealed class ScriptedComprehend() : AmazonComprehendClient(new BasicAWSCredentials("k", "s"), RegionEndpoint.USEast1)
{
    public List<IReadOnlyList<string>> Asked { get; } = [];

    public int PiiCalls { get; private set; }

    /// <summary>Asked before each call; what it returns is thrown.</summary>
    public Func<int, Exception?> Fault { get; set; } = _ => null;

    public double Units { get; private set; }

    public static AmazonComprehendException Throttled => new("Rate exceeded", null, ErrorType.Sender, "ThrottlingException", "id", System.Net.HttpStatusCode.BadRequest);

    public static AmazonComprehendException Down => new("Sorry", null, ErrorType.Receiver, "InternalServerException", "id", System.Net.HttpStatusCode.InternalServerError);

    public override Task<DetectToxicContentResponse> DetectToxicContentAsync(DetectToxicContentRequest request, CancellationToken cancellationToken = default)
    {
        if (Fault(Asked.Count) is { } fault) return Task.FromException<DetectToxicContentResponse>(fault);
        Assert.InRange(request.TextSegments.Count, 1, 10);
        Asked.Add([.. request.TextSegments.Select(s => s.Text)]);
        Units += Math.Max(3, Math.Ceiling(request.TextSegments.Sum(s => s.Text.Length) / 100.0));
        return Task.FromResult(new DetectToxicContentResponse
        {
            ResultList =
            [
                .. request.TextSegments.Select(s => new ToxicLabels
                {
                    Labels = [.. ToxicityScore.Of(s.Text).Select(l => new ToxicContent { Name = l.Key, Score = (float)l.Value })],
                }),
            ],
        });
    }

    public override Task<DetectPiiEntitiesResponse> DetectPiiEntitiesAsync(DetectPiiEntitiesRequest request, CancellationToken cancellationToken = default)
    {
        if (Fault(Asked.Count) is { } fault) return Task.FromException<DetectPiiEntitiesResponse>(fault);
        PiiCalls++;
        Units += Math.Max(3, Math.Ceiling(request.Text.Length / 100.0));
        return Task.FromResult(new DetectPiiEntitiesResponse
        {
            Entities = [.. PiiSearch.In(request.Text).Select(e => new Amazon.Comprehend.Model.PiiEntity { Type = e.Type, Score = (float)e.Score, BeginOffset = e.Begin, EndOffset = e.End })],
        });
    }
}
