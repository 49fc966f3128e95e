using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

internal sealed class GroupOperations(UserPools pools, TimeProvider clock)
{
    /// <summary>Items of a page, at most and by default.</summary>
    private const int PageItems = 60;

    public IEnumerable<Operation> All =>
    [
        Operation.Admin("CreateGroup", Create),
        Operation.Admin("GetGroup", request => Answer(pools.Require(request.UserPoolId), GroupOf(request))),
        Operation.Admin("DeleteGroup", Delete),
        Operation.Admin("ListGroups", List),
        Operation.Admin("AdminAddUserToGroup", Add),
        Operation.Admin("AdminRemoveUserFromGroup", Remove),
        Operation.Admin("AdminListGroupsForUser", ListOfUser),
        Operation.Admin("ListUsersInGroup", ListUsers),
    ];

    private JsonObject? Create(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var now = clock.GetUtcNow();
        var group = new Group(
            request.Required("GroupName"), request.Optional("Description"), request.Optional("RoleArn"),
            request.Number("Precedence", 0, int.MaxValue), now, now, Declared: false);
        if (!pool.Groups.TryAdd(group)) throw new CognitoException("GroupExistsException", "A group with the name already exists.");
        return Answer(pool, group);
    }

    private JsonObject? Delete(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var group = GroupOf(request);
        foreach (var user in MembersOf(pool, group)) pool.Users.Update(user.Sub, before => before with { Groups = before.Groups.Remove(group.Name) });
        pool.Groups.Remove(group.Name);
        return null;
    }

    private JsonObject? List(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return Page(pool.Groups.All(), g => g.Name, g => Views.Group(pool, g), "Groups", request);
    }

    private JsonObject? Add(CognitoRequest request) => Change(request, (user, group) => user with { Groups = user.Groups.Add(group.Name) });

    private JsonObject? Remove(CognitoRequest request) => Change(request, (user, group) => user with { Groups = user.Groups.Remove(group.Name) });

    private JsonObject? Change(CognitoRequest request, Func<User, Group, User> change)
    {
        var pool = pools.Require(request.UserPoolId);
        var user = pool.Require(request.Username);
        var group = GroupOf(request);
        pool.Users.Update(user.Sub, before => change(before, group));
        return null;
    }

    private JsonObject? ListOfUser(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return Page(pool.Groups.Of(pool.Require(request.Username)), g => g.Name, g => Views.Group(pool, g), "Groups", request);
    }

    private JsonObject? ListUsers(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return Page(MembersOf(pool, GroupOf(request)), u => u.Sub, u => Views.User(u), "Users", request);
    }

    private Group GroupOf(CognitoRequest request) => pools.Require(request.UserPoolId).Groups.Get(request.Required("GroupName"));

    private static IReadOnlyList<User> MembersOf(UserPool pool, Group group) => [.. pool.Users.All().Where(u => u.Groups.Contains(group.Name))];

    private static JsonObject Answer(UserPool pool, Group group) => new() { ["Group"] = Views.Group(pool, group) };

    private static JsonObject Page<T>(IReadOnlyList<T> items, Func<T, string> keyOf, Func<T, JsonNode> view, string list, CognitoRequest request) =>
        Paging.Page(
            items, keyOf, view, list, request.Number("Limit", 0, PageItems) is { } given and > 0 ? given : PageItems, request.Optional("NextToken"), "NextToken");
}
