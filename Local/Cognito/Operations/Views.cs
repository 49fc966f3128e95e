using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Users and groups as the API shows them.</summary>
internal static class Views
{
    /// <summary>Seconds since 1970, as AWS JSON writes times.</summary>
    public static JsonNode Time(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000m);

    public static JsonObject User(User user, IReadOnlyCollection<string>? only = null) => new()
    {
        ["Username"] = user.Username,
        ["Attributes"] = Attributes(user, name => only is null || only.Contains(name)),
        ["UserCreateDate"] = Time(user.CreatedAt),
        ["UserLastModifiedDate"] = Time(user.ModifiedAt),
        ["Enabled"] = user.Enabled,
        ["UserStatus"] = StatusText.Of(user.Status),
    };

    public static JsonArray Attributes(User user, Func<string, bool> shown) =>
        [.. user.Attributes.Prepend(KeyValuePair.Create("sub", user.Sub)).Where(a => shown(a.Key))
            .Select(a => new JsonObject { ["Name"] = a.Key, ["Value"] = a.Value })];

    public static void AddMfa(JsonObject view, User user)
    {
        if (user.SoftwareToken is not { Enabled: true } token) return;
        view["UserMFASettingList"] = new JsonArray("SOFTWARE_TOKEN_MFA");
        if (token.Preferred) view["PreferredMfaSetting"] = "SOFTWARE_TOKEN_MFA";
    }

    public static JsonObject Group(UserPool pool, Group group)
    {
        var view = new JsonObject { ["GroupName"] = group.Name, ["UserPoolId"] = pool.Id };
        if (group.Description is not null) view["Description"] = group.Description;
        if (group.RoleArn is not null) view["RoleArn"] = group.RoleArn;
        if (group.Precedence is { } precedence) view["Precedence"] = precedence;
        view["CreationDate"] = Time(group.CreatedAt);
        view["LastModifiedDate"] = Time(group.ModifiedAt);
        return view;
    }
}
