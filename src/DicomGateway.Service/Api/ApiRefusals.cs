using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Service.Api;

/// <summary>Turns what an endpoint of the API may throw into a problem that says what to do.</summary>
internal static class ApiRefusals
{
    public static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ApiException e)
        {
            return ApiProblem.Refuse(e.Status, e.Message, e.Remedy, e.Errors);
        }
        catch (TransitionException e)
        {
            return ApiProblem.Refuse(StatusCodes.Status409Conflict, e.Message, "Look at it again: something else has changed it.");
        }
    }
}
