using Microsoft.AspNetCore.Components;

namespace DicomGateway.Service.Web.Shared;

/// <summary>A page of the console over what it shows.</summary>
/// <typeparam name="T">What it shows.</typeparam>
public abstract class ConsolePage<T> : ComponentBase
{
    [Parameter]
    [EditorRequired]
    public PageFrame Frame { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public T Model { get; set; } = default!;
}
