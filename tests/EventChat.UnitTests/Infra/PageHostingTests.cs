using EventChat.Infra.FrontEnd;
using EventChat.Infra.Functions;
using Pulumi;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public sealed class PageHostingTests : IDisposable
{
    private const string Object = "aws:s3/bucketObjectv2:BucketObjectv2";

    private static readonly (string, string) Hosted = ("webHosting", "true");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventchat-page-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void By_default_there_is_neither_a_bucket_nor_a_distribution()
    {
        Assert.Empty(Development.All("aws:s3/bucketV2:BucketV2"));
        Assert.Empty(Development.All("aws:cloudfront/distribution:Distribution"));
        Assert.DoesNotContain("webUrl", Development.Outputs);
    }

    [Fact]
    public void Nobody_but_the_distribution_reads_the_bucket()
    {
        var program = With(Hosted);
        Assert.Equal("eventchat-dev-page-${getCallerIdentity.accountId}", program.Inputs("pageBucket")["bucket"]!.ToString());
        Assert.All(
            (string[])["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
            block => Assert.Equal("true", program.Inputs("pageAccessBlock")[block]!.ToString()));
        var statement = Assert.Single(Statements(program.Inputs("pageAccess")["policy"]!));
        Assert.Equal("""["s3:GetObject"]""", statement["Action"]!.ToJsonString());
        Assert.Equal("""{"StringEquals":{"AWS:SourceArn":"${page.arn}"}}""", statement["Condition"]!.ToJsonString());
        var origin = program.Inputs("page")["origins"]![0]!;
        Assert.Equal(("${pageBucket.bucketRegionalDomainName}", "${pageReader.id}"), (origin["domainName"]!.ToString(), origin["originAccessControlId"]!.ToString()));
        Assert.Equal(("always", "sigv4"), (program.Inputs("pageReader")["signingBehavior"]!.ToString(), program.Inputs("pageReader")["signingProtocol"]!.ToString()));
    }

    [Fact]
    public void A_browser_keeps_what_has_a_hash_in_its_name_and_asks_for_everything_else()
    {
        var program = WithFiles("assets/figtree-c3d4.woff2", "assets/index-a1b2.js", "icon.svg", "index.html");
        Assert.Equal(
            [
                ("assets/figtree-c3d4.woff2", "font/woff2", "public, max-age=31536000, immutable"), ("assets/index-a1b2.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
                ("icon.svg", "image/svg+xml", "no-cache"), ("amplify_outputs.json", "application/json", "no-cache"), ("index.html", "text/html; charset=utf-8", "no-cache"),
            ],
            program.All(Object).Select(file => (file.Inputs["key"]!.ToString(), file.Inputs["contentType"]!.ToString(), file.Inputs["cacheControl"]!.ToString())));
        var page = program.Inputs("page");
        Assert.Equal("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", page["defaultCacheBehavior"]!["cachePolicyId"]!.ToString());
        Assert.Equal(
            ("assets/*", "658327ea-f89d-4fab-a63d-7e88639e58f6"), (page["orderedCacheBehaviors"]![0]!["pathPattern"]!.ToString(), page["orderedCacheBehaviors"]![0]!["cachePolicyId"]!.ToString()));
    }

    [Fact]
    public void What_the_index_names_is_there_before_it_and_stays_for_pages_that_are_open()
    {
        var program = WithFiles("index.html", "assets/index-a1b2.js");
        var options = program.Resources["page/index.html"]["options"]!;
        Assert.Equal("""["${[\"page/assets/index-a1b2.js\"]}","${pageConfiguration}"]""", options["dependsOn"]!.ToJsonString(Relaxed));
        Assert.Null(options["retainOnDelete"]);
        Assert.Equal("true", program.Resources["page/assets/index-a1b2.js"]["options"]!["retainOnDelete"]!.ToString());
    }

    [Fact]
    public void The_file_beside_the_page_is_the_stacks_output()
    {
        var program = With(Hosted);
        Assert.Equal(program.Output("amplifyOutputs").ToJsonString(), program.Inputs("pageConfiguration")["content"]!["fn::toJSON"]!.ToJsonString());
        Assert.Equal("https://${page.domainName}", program.Output("webUrl").ToString());
    }

    [Fact]
    public void The_page_talks_to_its_API_and_to_Cognito_and_lies_in_no_frame()
    {
        var policy = With(Hosted).Inputs("pageHeaders")["securityHeadersConfig"]!;
        var directives = policy["contentSecurityPolicy"]!["contentSecurityPolicy"]!.ToString().Split("; ");
        Assert.Contains("default-src 'none'", directives);
        Assert.Contains("script-src 'self'", directives);
        Assert.Contains("connect-src 'self' ${api.uris.GRAPHQL} ${api.uris.REALTIME} https://cognito-idp.${getRegion.name}.amazonaws.com", directives);
        Assert.Contains("frame-ancestors 'none'", directives);
        Assert.Equal("63072000", policy["strictTransportSecurity"]!["accessControlMaxAgeSec"]!.ToString());
        Assert.NotNull(policy["contentTypeOptions"]);
    }

    [Fact]
    public void Mails_lead_to_the_page_unless_it_has_another_address()
    {
        static string PageUrl(PrintedProgram program) => program.Inputs("notificationFunction")["environment"]!["variables"]!["PAGE_URL"]!.ToString();
        Assert.Equal("https://chat.example.com", PageUrl(Development));
        Assert.Equal("https://${page.domainName}", PageUrl(With(Hosted)));
        Assert.Equal("https://talk.example.com", PageUrl(With(Hosted, ("pageUrl", "https://talk.example.com/"))));
    }

    [Fact]
    public void Without_a_build_of_the_page_one_line_says_which_command_makes_it() => Assert.Equal(
        $"'{_folder.FullName}/index.html' is missing: run ./eventchat page first, or set webHosting to false.",
        Assert.Throws<RunException>(() => PageFile.Find(_folder.FullName)).Message);

    [Fact]
    public void The_files_of_a_build_are_found_in_order_and_one_of_an_unknown_kind_is_refused()
    {
        _folder.CreateSubdirectory("assets");
        foreach (var name in (string[])["index.html", "icon.svg", "assets/b.css", "assets/a.js"]) File.WriteAllText(Path.Combine(_folder.FullName, name), "");
        Assert.Equal(["assets/a.js", "assets/b.css", "icon.svg", "index.html"], PageFile.Find(_folder.FullName).Select(file => file.Key));
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.docx"), "");
        Assert.Contains("notes.docx' has no content type", Assert.Throws<RunException>(() => PageFile.Find(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static PrintedProgram WithFiles(params string[] keys) =>
        With(Packages.Assumed with { PageFiles = () => [.. keys.Select(key => PageFile.Of(PageFile.Folder, key))] }, Hosted);
}
