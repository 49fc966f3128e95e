using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Cognito;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Cognito;

/// <summary>An error as it came over the wire.</summary>
internal sealed class ApiException(string type, string message) : Exception(message)
{
    public string Type => type;
}

/// <summary>The emulator with one pool and one client, called as a request would call it, without a network and with a clock of its own.</summary>
internal sealed class LocalPool
{
    public const string Password = "Correct-horse-7";
    private const string Signature =
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host;x-amz-date, Signature=";

    public static readonly DateTimeOffset Start = new(2026, 3, 5, 9, 5, 6, TimeSpan.Zero);

    public LocalPool(string pool = "{}", string client = "{}", string? folder = null, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(Start);
        Emulator = new(new LocalAddress("http://localhost:4600"), folder, Functions, Mailbox, new WellFormedSignature(), Clock);
        var inputs = Merge("""{"name":"people","autoVerifiedAttributes":["email"]}""", pool);
        PoolId = Declare("aws:cognito/userPool:UserPool", "pool", inputs)["id"]!.ToString();
        ClientId = Client("web", client);
    }

    public FakeTimeProvider Clock { get; }

    public CognitoEmulator Emulator { get; }

    public LocalMailbox Mailbox { get; } = new();

    public ScriptedFunctions Functions { get; } = new();

    public string PoolId { get; }

    public string ClientId { get; }

    public string NewestCode => Mailbox.Messages()[0].Secret;

    public string Client(string name, string inputs) => Declare("aws:cognito/userPoolClient:UserPoolClient", name, Merge($$"""
        {"name":"{{name}}","userPoolId":"{{PoolId}}","explicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}
        """, inputs))["id"]!.ToString();

    public void Group(string inputs) =>
        Declare("aws:cognito/userGroup:UserGroup", "group", Merge($$"""{"userPoolId":"{{PoolId}}"}""", inputs));

    public JsonObject Declare(string type, string name, JsonObject inputs) =>
        Emulator.Provider.CreateAsync(new ResourceDeclaration(name, type, inputs), default).GetAwaiter().GetResult();

    /// <summary>An open operation; <c>ClientId</c> is added.</summary>
    public Task<JsonObject> CallAsync(string operation, string body)
    {
        var request = JsonNode.Parse(body)!.AsObject();
        request.TryAdd(nameof(ClientId), ClientId);
        return SendAsync(operation, request.ToJsonString(), signed: false);
    }

    /// <summary>A signed operation; <c>UserPoolId</c> is added.</summary>
    public Task<JsonObject> AdminAsync(string operation, string body)
    {
        var request = JsonNode.Parse(body)!.AsObject();
        request["UserPoolId"] = PoolId;
        return SendAsync(operation, request.ToJsonString(), signed: true);
    }

    public async Task<JsonObject> SendAsync(string operation, string body, bool signed)
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) }, Response = { Body = new MemoryStream() } };
        if (signed) http.Request.Headers.Authorization = Signature + new string('a', 64);
        await Emulator.Service.HandleAsync(operation, http);
        http.Response.Body.Position = 0;
        var answer = JsonNode.Parse(http.Response.Body)!.AsObject();
        if (http.Response.StatusCode == 200) return answer;
        Assert.Equal(400, http.Response.StatusCode);
        Assert.Equal(answer["__type"]!.ToString() + ":", http.Response.Headers["x-amzn-ErrorType"].ToString());
        throw new ApiException(answer["__type"]!.ToString(), answer["message"]!.ToString());
    }

    public async Task<JsonObject?> GetAsync(string path)
    {
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = path }, Response = { Body = new MemoryStream() } };
        foreach (var routes in Emulator.Routes)
        {
            if (!await routes.TryHandleAsync(http)) continue;
            http.Response.Body.Position = 0;
            return JsonNode.Parse(http.Response.Body)!.AsObject();
        }
        return null;
    }

    public static async Task RefusedAsync(string type, string message, Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<ApiException>(act);
        Assert.Equal((type, message), (error.Type, error.Message));
    }

    /// <summary>A confirmed user with a verified address.</summary>
    public async Task<string> UserAsync(string name = "alice")
    {
        var answer = await CallAsync("SignUp", $$"""
            {"Username":"{{name}}","Password":"{{Password}}","UserAttributes":[{"Name":"email","Value":"{{name}}@example.com"}]}
            """);
        await CallAsync("ConfirmSignUp", $$"""{"Username":"{{name}}","ConfirmationCode":"{{NewestCode}}"}""");
        return answer["UserSub"]!.ToString();
    }

    public Task<JsonObject> PasswordAsync(string name = "alice", string password = Password) => CallAsync("InitiateAuth", $$"""
        {"AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"{{name}}","PASSWORD":"{{password}}"} }
        """);

    public async Task<SignedIn> SignInAsync(string name = "alice", string password = Password) => SignedIn.Of(await PasswordAsync(name, password));

    private static JsonObject Merge(string basis, string more)
    {
        var merged = JsonNode.Parse(basis)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value.DeepClone();
        }
        return merged;
    }
}

internal sealed record SignedIn(string Access, string Id, string Refresh)
{
    public static SignedIn Of(JsonObject answer)
    {
        var result = answer["AuthenticationResult"]!;
        return new(result["AccessToken"]!.ToString(), result["IdToken"]!.ToString(), result["RefreshToken"]!.ToString());
    }
}
