using System.Text.Json.Nodes;
using EventChat.Local.Iam;
using EventChat.Local.Stack;

namespace EventChat.UnitTests.Iam;

/// <summary>A role may do what its policy allows, and hears in AWS's words what it does not.</summary>
public sealed class RolesTests
{
    private const string Table = "arn:aws:dynamodb:us-east-1:000000000000:table/events";

    private readonly Roles _roles = new();

    [Theory]
    [InlineData("dynamodb:Query", Table, true)]
    [InlineData("dynamodb:query", Table, true)]
    [InlineData("dynamodb:PutItem", Table, false)]
    [InlineData("dynamodb:Query", Table + "2", false)]
    [InlineData("dynamodb:Query", Table + "/index/by", false)]
    [InlineData("states:StartExecution", "arn:aws:states:us-east-1:000000000000:execution:m:1", true)]
    [InlineData("states:StartExecution", "arn:aws:states:us-east-1:000000000000:execution:n:1", false)]
    [InlineData("xray:PutTraceSegments", "*", true)]
    public async Task An_action_is_allowed_on_what_a_statement_names(string action, string resource, bool allowed)
    {
        var role = await RoleAsync($$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["dynamodb:Query"],"Resource":["{{Table}}"]},
              {"Effect":"Allow","Action":"states:StartExecution","Resource":"arn:aws:states:us-east-1:000000000000:execution:m:*"},
              {"Effect":"Allow","Action":"xray:PutTraceSegments","Resource":"*"}]}
            """);

        Assert.Equal(allowed, _roles.Refuses(role, new AccessRequest(action, resource)) is null);
        // Once more, from memory.
        Assert.Equal(allowed, _roles.Refuses(role, new AccessRequest(action, resource)) is null);
    }

    [Fact]
    public async Task A_refusal_names_who_what_and_where()
    {
        var role = await RoleAsync("""{"Statement":[]}""");

        Assert.Equal(
            $"User: arn:aws:sts::000000000000:assumed-role/r/local is not authorized to perform: dynamodb:Query on resource: {Table} because no identity-based policy allows the dynamodb:Query action",
            _roles.Refuses(role, new AccessRequest("dynamodb:Query", Table)));
    }

    [Fact]
    public async Task A_condition_looks_at_the_request_and_a_key_that_it_lacks_is_no_match()
    {
        const string Bus = "arn:aws:events:us-east-1:000000000000:event-bus/b";
        var role = await RoleAsync($$$"""
            {"Statement":{"Effect":"Allow","Action":"events:PutEvents","Resource":"{{{Bus}}}","Condition":{"StringEquals":{"events:source":"eventchat"} } } }
            """);
        string? From(string? source) => _roles.Refuses(role, new AccessRequest("events:PutEvents", Bus, source is null ? null : new Dictionary<string, string> { ["events:source"] = source }));

        Assert.Null(From("eventchat"));
        Assert.NotNull(From("aws.s3"));
        Assert.NotNull(From(null));
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Deny","Action":"a:B","Resource":"*"}]}""", "Allow")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotAction":"a:B","Resource":"*"}]}""", "NotAction")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"1.2.3.4"}}}]}""", "IpAddress")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*","Condition":{"StringEquals":{"dynamodb:LeadingKeys":"k"}}}]}""", "dynamodb:LeadingKeys")]
    [InlineData("""{"Version":"2012-10-17"}""", "Statement")]
    public async Task What_can_not_be_judged_here_is_not_deployed(string policy, string names)
    {
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => RoleAsync(policy));
        Assert.Contains(names, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_under_a_customers_key_needs_the_key_too_and_through_DynamoDB_alone()
    {
        const string Key = "arn:aws:kms:us-east-1:000000000000:key/k";
        _roles.Encrypt(Table, Key);
        var without = await RoleAsync($$$"""{"Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"{{{Table}}}"}]}""", "without");
        var with = await RoleAsync($$$"""
            {"Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"{{{Table}}}"},
              {"Effect":"Allow","Action":"kms:Decrypt","Resource":"{{{Key}}}","Condition":{"StringEquals":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.com"} } }]}
            """, "with");

        Assert.Contains("kms:Decrypt", _roles.Refuses(without, new AccessRequest("dynamodb:Query", Table)), StringComparison.Ordinal);
        Assert.Null(_roles.Refuses(with, new AccessRequest("dynamodb:Query", Table)));
        Assert.NotNull(_roles.Refuses(with, new AccessRequest("kms:Decrypt", Key)));
    }

    [Fact]
    public async Task What_was_used_and_what_was_refused_is_told()
    {
        var role = await RoleAsync($$"""{"Statement":[{"Effect":"Allow","Action":["dynamodb:Query","dynamodb:Scan"],"Resource":["{{Table}}"]}]}""");
        _roles.Refuses(role, new AccessRequest("dynamodb:Query", Table));
        _roles.Refuses(role, new AccessRequest("dynamodb:PutItem", Table));

        Assert.Equal(
            $$$"""[{"role":"r","granted":[{"action":"dynamodb:Query","resource":"{{{Table}}}","used":1},{"action":"dynamodb:Scan","resource":"{{{Table}}}","used":0}],"refused":[{"action":"dynamodb:PutItem","resource":"{{{Table}}}","calls":1}]}]""",
            _roles.Report().ToJsonString());
    }

    [Fact]
    public async Task Credentials_are_those_of_the_role_and_of_no_other()
    {
        var role = await RoleAsync("""{"Statement":[]}""");
        Assert.Same(role, _roles.SignedBy(role.Key.Id));
        Assert.Null(_roles.SignedBy("AKIAOWNER"));
        Assert.Null(_roles.Refuses("arn:aws:iam::000000000000:role/made-by-hand", new AccessRequest("dynamodb:Query", Table)));
    }

    private async Task<Role> RoleAsync(string policy, string name = "r")
    {
        var made = await _roles.CreateAsync(new("role", "aws:iam/role:Role", new() { ["name"] = name }), default);
        await _roles.CreateAsync(new("policy", "aws:iam/rolePolicy:RolePolicy", new() { ["role"] = name, ["policy"] = policy }), default);
        return _roles.Find(made["arn"]!.ToString())!;
    }
}
