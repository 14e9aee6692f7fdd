namespace SecureDialogue.Client.Views;

/// <summary>The channel from which somebody was removed, or is to be when others have signed.</summary>
/// <param name="Id">As <see cref="ChannelView"/>.</param>
/// <param name="Title">As <see cref="ChannelView"/>.</param>
/// <param name="Kind">As <see cref="ChannelView"/>.</param>
/// <param name="Members">As <see cref="ChannelView"/>.</param>
/// <param name="Epoch">As <see cref="ChannelView"/>.</param>
/// <param name="Authenticator">As <see cref="ChannelView"/>.</param>
/// <param name="Waiting">As <see cref="ChannelView"/>.</param>
/// <param name="State">As <see cref="ChannelView"/>.</param>
/// <param name="Paper">The paper that waits for signatures; empty when the person is removed.</param>
public sealed record RemovalView(
    string Id, string Title, string Kind, int Members, long Epoch, string Authenticator, int Waiting, string State, string Paper)
{
    internal static RemovalView Of(ChannelView channel, string paper) => new(
        channel.Id, channel.Title, channel.Kind, channel.Members, channel.Epoch, channel.Authenticator, channel.Waiting, channel.State, paper);
}
