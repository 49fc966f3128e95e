using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Cognito;
using EventChat.Local.Cognito.Srp;

namespace EventChat.UnitTests.Cognito;

public sealed class SrpSpecs
{
    private readonly LocalPool _pool = new();

    [Theory]
    // Computed with Python's integers, by Cognito's formula. The second salt has a leading zero byte.
    [InlineData("9f86d081884c7d659a2feaa0c55ad015", "5907f2a6303a605b0db9ea374c692d17937d742bcc897e03a457aa7c749e0586")]
    [InlineData("0086d081884c7d659a2feaa0c55ad015", "51e08a73fab0493e2592aa7e75410b91ffb377884f5a836baec7b2567e917a35")]
    public void A_verifier_is_the_one_that_the_formula_gives(string salt, string sha256OfVerifier)
    {
        var credential = SrpCredential.Create("AbCdEf123", "alice", "Correct horse 7", SrpGroup.Parse(salt));

        Assert.Equal(sha256OfVerifier, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(credential.Verifier))));
        Assert.True(credential.Matches("AbCdEf123", "alice", "Correct horse 7"));
        Assert.False(credential.Matches("AbCdEf123", "alice", "Correct horse 8"));
        Assert.False(credential.Matches("AbCdEf124", "alice", "Correct horse 7"));
    }

    [Fact]
    public async Task The_right_password_signs_in_however_the_numbers_fall()
    {
        await _pool.UserAsync();
        // Lengths of A, B, u and S vary: every second one needs the padding byte, one in 16 an odd number of digits.
        for (var run = 0; run < 8; run++)
        {
            var tokens = SignedIn.Of(await new SrpClient(_pool).SignInAsync("alice"));
            Assert.IsType<TokenVerification.Accepted>(_pool.Emulator.Tokens.Verify(tokens.Access, _pool.PoolId));
        }
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await _pool.UserAsync();
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.",
            () => new SrpClient(_pool).SignInAsync("alice", "Correct-horse-8"));
    }

    [Fact]
    public async Task A_public_value_that_would_give_the_key_away_is_refused()
    {
        await _pool.UserAsync();
        foreach (var a in new[] { "0", SrpClient.PrimeText, Convert.ToHexString((SrpGroup.N * 2).ToByteArray(isUnsigned: true, isBigEndian: true)), "xyz" })
        {
            var error = await Assert.ThrowsAsync<ApiException>(() => new SrpClient(_pool).InitiateAsync("alice", a));
            Assert.Equal("InvalidParameterException", error.Type);
        }
    }

    [Fact]
    public async Task A_challenge_takes_one_answer()
    {
        await _pool.UserAsync();
        var client = new SrpClient(_pool);
        var challenge = (await client.InitiateAsync("alice"))["ChallengeParameters"]!.AsObject();
        await client.RespondAsync(challenge, LocalPool.Password);
        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid session for the user.", () => client.RespondAsync(challenge, LocalPool.Password));
    }

    [Fact]
    public async Task A_challenge_ends_after_three_minutes()
    {
        await _pool.UserAsync();
        var client = new SrpClient(_pool);
        var challenge = (await client.InitiateAsync("alice"))["ChallengeParameters"]!.AsObject();
        _pool.Clock.Advance(TimeSpan.FromMinutes(3));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid session for the user, session is expired.",
            () => client.RespondAsync(challenge, LocalPool.Password));
    }

    [Fact]
    public async Task An_answer_in_somebody_elses_name_is_refused()
    {
        await _pool.UserAsync();
        await _pool.UserAsync("bob");
        var client = new SrpClient(_pool);
        var challenge = (await client.InitiateAsync("alice"))["ChallengeParameters"]!.AsObject();
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.",
            () => client.RespondAsync(challenge, LocalPool.Password, username: "bob"));
    }

    [Fact]
    public async Task The_timestamp_is_English_and_without_a_leading_zero()
    {
        await _pool.UserAsync();
        var client = new SrpClient(_pool);
        var challenge = (await client.InitiateAsync("alice"))["ChallengeParameters"]!.AsObject();
        await LocalPool.RefusedAsync("InvalidParameterException", "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.",
            () => client.RespondAsync(challenge, LocalPool.Password, "Do Mär 5 09:05:06 UTC 2026"));
        // Cognito signs "5" whatever came: a client that signs "05" fails there as well.
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.",
            () => client.RespondAsync(challenge, LocalPool.Password, "Thu Mar 05 09:05:06 UTC 2026"));
    }

    [Fact]
    public async Task A_user_who_does_not_exist_looks_like_one_who_does()
    {
        var pool = new LocalPool(client: """{"preventUserExistenceErrors":"ENABLED"}""");
        await pool.UserAsync();
        var client = new SrpClient(pool);
        var first = (await client.InitiateAsync("nobody"))["ChallengeParameters"]!.AsObject();
        var second = (await client.InitiateAsync("nobody"))["ChallengeParameters"]!.AsObject();
        var real = (await client.InitiateAsync("alice"))["ChallengeParameters"]!.AsObject();

        Assert.Equal(first["SALT"]!.ToString(), second["SALT"]!.ToString());
        Assert.NotEqual(first["SRP_B"]!.ToString(), second["SRP_B"]!.ToString());
        Assert.Equal(real.Select(p => p.Key), first.Select(p => p.Key));
        Assert.Equal("nobody", first["USER_ID_FOR_SRP"]!.ToString());
        Assert.InRange(BigInteger.Abs(real["SALT"]!.ToString().Length - first["SALT"]!.ToString().Length), 0, 3);
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.", () => client.RespondAsync(first, LocalPool.Password));
    }

    [Fact]
    public async Task By_default_a_user_who_does_not_exist_is_named_as_such()
    {
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => new SrpClient(_pool).InitiateAsync("nobody"));
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => _pool.PasswordAsync("nobody"));
    }
}
