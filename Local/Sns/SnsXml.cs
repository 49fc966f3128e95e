using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Sns;

/// <summary>Answers of the query protocol.</summary>
internal static class SnsXml
{
    private static readonly XNamespace Namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    /// <param name="result">What is in <c>…Result</c>; empty: the operation has none.</param>
    public static Task AnswerAsync(HttpContext http, string action, object[] result, string requestId) => WriteAsync(http, 200, new XElement(
        $"{action}Response", result.Length > 0 ? new XElement($"{action}Result", result) : null, new XElement("ResponseMetadata", new XElement("RequestId", requestId))));

    public static Task ErrorAsync(HttpContext http, SnsException e, string requestId) => WriteAsync(http, e.Status, new XElement(
        "ErrorResponse", new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", e.Code), new XElement("Message", e.Message)), new XElement("RequestId", requestId)));

    /// <summary>A map of texts.</summary>
    public static XElement Map(string name, IReadOnlyDictionary<string, string> map) =>
        new(name, map.Select(m => new XElement("entry", new XElement("key", m.Key), new XElement("value", m.Value))));

    private static Task WriteAsync(HttpContext http, int status, XElement root)
    {
        foreach (var element in root.DescendantsAndSelf()) element.Name = Namespace + element.Name.LocalName;
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/xml";
        return http.Response.WriteAsync(root.ToString(SaveOptions.DisableFormatting), http.RequestAborted);
    }
}
