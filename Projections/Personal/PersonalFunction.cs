using System.Text.Json;
using Amazon.Lambda.Core;

namespace EventChat.Projections;

/// <summary>The Lambda behind <c>myData</c>. The caller is who the resolver says: the token's user.</summary>
public sealed class PersonalFunction(PersonalData data)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync(input, PersonalJson.Default.PersonalRequest) ?? throw new JsonException("The request is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var output = new MemoryStream();
        await JsonSerializer.SerializeAsync(output, await data.PageAsync(asked, deadline.Token), PersonalWire.Json.PersonalPage, deadline.Token);
        output.Position = 0;
        return output;
    }
}
