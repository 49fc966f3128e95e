using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Pools and clients as declared. They are changed in the stack's program alone.</summary>
internal sealed class DescribeOperations(UserPools pools)
{
    private const int PageItems = 60;

    public IEnumerable<Operation> All =>
    [
        Operation.Admin("ListUserPools", ListPools),
        Operation.Admin("DescribeUserPool", request => new() { ["UserPool"] = PoolViews.Describe(pools.Require(request.UserPoolId)) }),
        Operation.Admin("GetUserPoolMfaConfig", request => PoolViews.MfaConfig(pools.Require(request.UserPoolId))),
        Operation.Admin("ListUserPoolClients", ListClients),
        Operation.Admin("DescribeUserPoolClient", DescribeClient),
    ];

    private JsonObject? ListPools(CognitoRequest request)
    {
        var limit = request.Number("MaxResults", 1, PageItems) ?? throw CognitoException.Constraint("maxResults", "Member must not be null");
        return Paging.Page([.. pools.All], p => p.Id, PoolViews.Summary, "UserPools", limit, request.Optional("NextToken"), "NextToken");
    }

    private JsonObject? ListClients(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return Paging.Page(
            [.. pool.Clients], c => c.Id, c => new JsonObject { ["ClientId"] = c.Id, ["UserPoolId"] = pool.Id, ["ClientName"] = c.Name },
            "UserPoolClients", request.Number("MaxResults", 1, PageItems) ?? PageItems, request.Optional("NextToken"), "NextToken");
    }

    private JsonObject? DescribeClient(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var client = pool.FindClient(request.ClientId) ?? throw CognitoException.NotFound($"User pool client {request.ClientId} does not exist.");
        return new() { ["UserPoolClient"] = PoolViews.Client(pool, client) };
    }
}
