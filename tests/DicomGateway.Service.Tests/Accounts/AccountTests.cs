using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Testing;

namespace DicomGateway.Service.Tests.Accounts;

/// <summary>Passwords, sessions and the brake on guessing.</summary>
internal sealed class AccountTests
{
    private static readonly ApiUser Alice = ApiUser.OfAccount("alice", ApiRole.Administrator);

    [TestCase("short", "12 characters")]
    [TestCase("aaaaaaaaaaaaaaaa", "few different")]
    [TestCase("password1234", "guesses")]
    [TestCase("alice-alice-alice", "guesses")]
    [TestCase("three tall wooden ships", null)]
    public void Password_is_long_and_nothing_that_anybody_guesses(string password, string? fault)
    {
        var found = PasswordRules.FindFault(password, "alice");
        Assert.That(found, fault is null ? Is.Null : Does.Contain(fault));
    }

    [Test]
    public void Password_of_many_characters_is_taken() =>
        Assert.That(PasswordRules.FindFault(string.Concat(Enumerable.Repeat("abcdefgh", 32)), "alice"), Is.Null);

    [Test]
    public void Only_the_right_password_matches_and_equal_ones_are_kept_differently()
    {
        var stored = PasswordHash.Create("three tall wooden ships");
        Assert.Multiple(() =>
        {
            Assert.That(PasswordHash.Matches("three tall wooden ships", stored), Is.True);
            Assert.That(PasswordHash.Matches("three tall wooden ship", stored), Is.False);
            Assert.That(PasswordHash.Matches("", PasswordHash.OfNobody), Is.False);
            Assert.That(stored, Is.Not.EqualTo(PasswordHash.Create("three tall wooden ships")));
        });
    }

    [Test]
    public void Session_ends_when_idle_at_its_longest_at_sign_out_and_with_its_account()
    {
        var time = new FakeTimeProvider();
        var sessions = new SessionKeeper(time);
        var idle = sessions.Begin(Alice);
        time.Advance(SessionKeeper.Idle / 2);
        Assert.That(sessions.Find(idle, prolongs: false), Is.Not.Null);
        time.Advance(SessionKeeper.Idle / 2);
        Assert.That(sessions.Find(idle, prolongs: true), Is.Null, "what a page does by itself keeps no session alive");

        var busy = sessions.Begin(Alice);
        for (var passed = TimeSpan.Zero; passed < SessionKeeper.Longest - SessionKeeper.Idle; passed += SessionKeeper.Idle / 3)
        {
            Assert.That(sessions.Find(busy, prolongs: true), Is.Not.Null);
            time.Advance(SessionKeeper.Idle / 3);
        }

        time.Advance(SessionKeeper.Idle);
        Assert.That(sessions.Find(busy, prolongs: true), Is.Null);

        var (one, other) = (sessions.Begin(Alice), sessions.Begin(Alice));
        sessions.End(one);
        Assert.That((sessions.Find(one, true), sessions.Find(other, true) is null), Is.EqualTo(((Session?)null, false)));
        sessions.EndAll("alice");
        Assert.That(sessions.Find(other, true), Is.Null);
    }

    [Test]
    public void Guessing_becomes_slow_and_the_right_password_frees_the_account_only()
    {
        var throttle = new LoginThrottle(new FakeTimeProvider());
        for (var i = 0; i < 4; i++)
            throttle.Fail("account alice", "address 10.0.0.1");
        Assert.That(throttle.WaitOf("account alice"), Is.EqualTo(TimeSpan.Zero));
        throttle.Fail("account alice", "address 10.0.0.1");
        var first = throttle.WaitOf("account alice");
        throttle.Fail("account alice", "address 10.0.0.1");
        Assert.That(throttle.WaitOf("account alice"), Is.EqualTo(first * 2).And.GreaterThan(TimeSpan.Zero));
        throttle.Succeed("account alice");
        Assert.That((throttle.WaitOf("account alice"), throttle.WaitOf("address 10.0.0.1") > TimeSpan.Zero), Is.EqualTo((TimeSpan.Zero, true)));
    }

    [TestCase("Alice", "alice")]
    [TestCase(" bob.miller ", "bob.miller")]
    [TestCase("1st", null)]
    [TestCase("a b", null)]
    [TestCase("x", null)]
    [TestCase("alice\n", "alice")]
    public void Name_is_kept_in_small_letters(string typed, string? kept) => Assert.That(AccountNames.Normalize(typed), Is.EqualTo(kept));
}
