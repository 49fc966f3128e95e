using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>What an administrator does with other people's accounts.</summary>
internal sealed class AdminUserOperations(UserPools pools, AttributeUpdate updates, TimeProvider clock)
{
    /// <summary>Users of a page, at most and by default.</summary>
    private const int PageUsers = 60;

    public IEnumerable<Operation> All =>
    [
        Operation.Admin("AdminGetUser", Get),
        Operation.Admin("AdminUpdateUserAttributes", Update),
        Operation.Admin("AdminDeleteUserAttributes", DeleteAttributes),
        Operation.Admin("AdminEnableUser", request => SetEnabled(request, true)),
        Operation.Admin("AdminDisableUser", request => SetEnabled(request, false)),
        Operation.Admin("AdminDeleteUser", Delete),
        Operation.Admin("ListUsers", List),
    ];

    private JsonObject? Get(CognitoRequest request)
    {
        var (_, user) = UserOf(request);
        var view = Views.User(user);
        view["UserAttributes"] = view["Attributes"]!.DeepClone();
        view.Remove("Attributes");
        Views.AddMfa(view, user);
        return view;
    }

    private JsonObject? Update(CognitoRequest request)
    {
        var (pool, user) = UserOf(request);
        var attributes = request.Attributes("UserAttributes");
        AttributeRules.CheckValues(pool.Settings.Schema, attributes);
        AttributeRules.CheckMutable(pool.Settings.Schema, attributes.Keys);
        updates.Apply(pool, user, attributes);
        return null;
    }

    private JsonObject? DeleteAttributes(CognitoRequest request)
    {
        var (pool, user) = UserOf(request);
        var names = request.Texts("UserAttributeNames");
        AttributeUpdate.CheckDeletable(pool.Settings.Schema, names);
        pool.Users.Update(user.Sub, before => AttributeUpdate.Remove(before, names, clock.GetUtcNow()));
        return null;
    }

    /// <summary>Disabling ends the user's sign-ins too.</summary>
    private JsonObject? SetEnabled(CognitoRequest request, bool enabled)
    {
        var (pool, user) = UserOf(request);
        pool.Users.Update(user.Sub, before =>
            (enabled ? before : before.SignedOut()) with { Enabled = enabled, ModifiedAt = clock.GetUtcNow() });
        return null;
    }

    private JsonObject? Delete(CognitoRequest request)
    {
        var (pool, user) = UserOf(request);
        pool.Users.Remove(user.Sub);
        return null;
    }

    private JsonObject? List(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var only = request.Texts("AttributesToGet");
        var filter = UserFilter.Parse(request.Optional("Filter"));
        var limit = request.Number("Limit", 0, PageUsers) is { } given and > 0 ? given : PageUsers;
        return Paging.Page(
            [.. pool.Users.All().Where(filter.Matches)], u => u.Sub, u => Views.User(u, only.Count == 0 ? null : only),
            "Users", limit, request.Optional("PaginationToken"), "PaginationToken");
    }

    private (UserPool Pool, User User) UserOf(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return (pool, pool.Require(request.Username));
    }
}
